/** A file of a fix that readers use, with the tests that travel with it. */
export interface FixPart {
  readonly file: string;
  readonly test: string | undefined;
}

/** Whether a file's name ends so. */
export function hasExtension(name: string, extension: 'ts' | 'py'): boolean {
  return name.endsWith(`.${extension}`);
}

/** Whether a file of a fix is a test. */
export function isTest(name: string): boolean {
  return name.endsWith('.test.ts') || /^test_.*\.py$/.test(name);
}

/** The name of the test that travels with a file. */
export function testOf(name: string): string {
  return hasExtension(name, 'py') ? `test_${name}` : name.replace(/\.ts$/, '.test.ts');
}

/** The files of a fix with their tests, TypeScript first. */
export function fixParts(names: readonly string[]): readonly FixPart[] {
  const files = names.filter((name) => !isTest(name)).sort();
  return [...files.filter((name) => hasExtension(name, 'ts')), ...files.filter((name) => hasExtension(name, 'py'))].map(
    (file) => ({ file, test: names.find((name) => name === testOf(file)) }),
  );
}
