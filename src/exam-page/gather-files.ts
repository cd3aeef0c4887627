import { offerFunction } from '../exam/offer-function.ts';
import type { ExamProblem } from '../exam/preflight.ts';
import { ExamProblemError } from '../exam/take-exam.ts';
import { compileFiles } from '../sandbox/host/compile.ts';

/** The reader's file; its errors are told by this name. */
export const CLIENT_FILE = 'client.ts';

const REQUIRE = /\brequire\('([^'\n]+)'\)/g;

/**
 * The reader's code with the fixes that it imports, and with a function to examine among its exports. Throws an
 * `ExamProblemError` for code that can't be read, for an import of what is not there, and where there is no function.
 */
export function gatherFiles(code: string, fixes: Readonly<Record<string, string>>): Record<string, string> {
  const client = wordProblem(() => offerFunction(code));
  const files: Record<string, string> = { [CLIENT_FILE]: client };
  const queue = [CLIENT_FILE];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const { specifier, line } of importsOf(name, files[name] ?? '')) {
      const file = specifier.replace(/^\.\//, '').replace(/(?:\.[jt]s)?$/, '.ts');
      const text = specifier.startsWith('./') && Object.hasOwn(fixes, file) ? fixes[file] : undefined;
      if (text === undefined) throw new ExamProblemError(missing(specifier, line, Object.keys(fixes)));
      if (file in files) continue;
      files[file] = text;
      queue.push(file);
    }
  }
  return files;
}

function wordProblem(make: () => string): string {
  try {
    return make();
  } catch (error) {
    throw new ExamProblemError({ message: error instanceof Error ? error.message : String(error) });
  }
}

function importsOf(name: string, text: string): readonly { specifier: string; line: number }[] {
  const made = compileFiles({ [name]: text });
  if (made.kind === 'refused') throw new ExamProblemError(unreadable(made.error));
  const code = made.files[0]?.code ?? '';
  return [...code.matchAll(REQUIRE)].map(({ 1: specifier = '', index }) => ({
    specifier,
    line: code.slice(0, index).split('\n').length,
  }));
}

function unreadable({ message, line }: { readonly message: string; readonly line?: number }): ExamProblem {
  return line === undefined ? { message } : { message: `Line ${line} can't be read: ${message}`, line };
}

function missing(specifier: string, line: number, fixes: readonly string[]): ExamProblem {
  const here = `Line ${line} imports "${specifier}"`;
  if (!specifier.startsWith('.') && !specifier.startsWith('/')) {
    const message = `${here}, and the exam has no packages: it gives code what browsers and servers share, fetch among it. How libraries do stands in the scorecard.`;
    return { message, line };
  }
  const ours = fixes.filter((name) => !name.endsWith('.test.ts')).map((name) => `./${name}`);
  const message = `${here}, which is not here. Paste what it needs into this file; there are fetch and all that browsers and servers share, and our fixes: ${ours.join(', ')}.`;
  return { message, line };
}
