import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compileFiles } from '../sandbox/host/compile.ts';

/** The files of a run by name, the one that runs first at the head. */
export type SnippetFiles = Readonly<Record<string, string>>;

/**
 * A snippet with the files that it imports, from its own folder or from among the fixes.
 *
 * A snippet imports a fix as its reader will, `./retry.ts`, so a name is all that there is to go by.
 */
export function readSnippetFiles(folder: string, file: string, fixesFolder: string): SnippetFiles {
  const paths = new Map([...codeIn(fixesFolder, '*/*.ts'), ...codeIn(folder, '*.ts')]);
  const names = [...paths.keys()];
  const files = new Map<string, string>();
  const wanted = [file];
  for (const name of wanted) {
    const path = paths.get(name);
    if (path === undefined) throw new Error(missing(file, folder, names));
    const text = readFileSync(path, 'utf8');
    files.set(name, text);
    wanted.push(...importsOf(name, text, names).filter((imported) => !wanted.includes(imported)));
  }
  return Object.fromEntries(files);
}

function codeIn(folder: string, pattern: string): (readonly [name: string, path: string])[] {
  const found = globSync(pattern, { cwd: folder }).filter((path) => !path.endsWith('.test.ts'));
  return found.sort().map((path) => [basename(path), join(folder, path)] as const);
}

/** What `text` imports of `names`. Code that does not compile imports nothing: that is what its run will show. */
function importsOf(name: string, text: string, names: readonly string[]): readonly string[] {
  const compiled = compileFiles({ ...Object.fromEntries(names.map((each) => [each, ''])), [name]: text });
  return compiled.kind === 'compiled' ? (compiled.files.find((each) => each.name === name)?.imports ?? []) : [];
}

function missing(file: string, folder: string, names: readonly string[]): string {
  return `Failed to run "${file}": ${folder} has no such file. Write it, or use one of: ${names.join(', ')}.`;
}
