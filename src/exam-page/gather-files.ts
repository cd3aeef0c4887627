import createTimerPromisesText from '../exam/harness/create-timer-promises.ts?raw';
import startTimerText from '../exam/harness/start-timer.ts?raw';
import timersPromisesText from '../exam/harness/timers-promises.ts?raw';
import timersText from '../exam/harness/timers.ts?raw';
import { standInFor, WHAT_IT_GIVES } from '../exam/node-stand-ins.ts';
import { offerFunction } from '../exam/offer-function.ts';
import type { ExamProblem } from '../exam/preflight.ts';
import { ExamProblemError } from '../exam/take-exam.ts';
import { compileFiles } from '../sandbox/host/compile.ts';

/** The reader's file; its errors are told by this name. */
export const CLIENT_FILE = 'client.ts';

const REQUIRE = /\brequire\('([^'\n]+)'\)/g;
/** What an import is of, in code that has its types. */
const SPECIFIER = /(?<=\b(?:from|import)\s*\(?\s*)(['"])([\w:/]+)\1/g;

/** What stands in for modules of Node's. */
const STAND_INS: Readonly<Record<string, string>> = {
  'create-timer-promises.ts': createTimerPromisesText,
  'start-timer.ts': startTimerText,
  'timers-promises.ts': timersPromisesText,
  'timers.ts': timersText,
};

/**
 * The reader's code with the fixes that it imports, and with a function to examine among its exports; where it imports
 * timers of Node's, it has what stands in for them. Throws an `ExamProblemError` for code that can't be read, for an
 * import of what is not there, and where there is no function.
 */
export function gatherFiles(code: string, fixes: Readonly<Record<string, string>>): Record<string, string> {
  const client = wordProblem(() => offerFunction(code));
  const files: Record<string, string> = { [CLIENT_FILE]: client };
  const queue = [CLIENT_FILE];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const { specifier, line } of importsOf(name, files[name] ?? '')) {
      const standIn = standInFor(specifier);
      const here = standIn !== undefined || Object.hasOwn(STAND_INS, name) ? STAND_INS : fixes;
      const file = standIn ?? fileBeside(specifier);
      const text = file !== undefined && Object.hasOwn(here, file) ? here[file] : undefined;
      if (file === undefined || text === undefined)
        throw new ExamProblemError(missing(specifier, line, Object.keys(fixes)));
      if (file in files) continue;
      files[file] = text;
      queue.push(file);
    }
  }
  return { ...files, [CLIENT_FILE]: takeStandIns(client) };
}

function fileBeside(specifier: string): string | undefined {
  return specifier.startsWith('./') ? specifier.slice(2).replace(/(?:\.[jt]s)?$/, '.ts') : undefined;
}

/** The sandbox imports files alone, so a module of Node's is made one. */
function takeStandIns(code: string): string {
  return code.replace(SPECIFIER, (found, quote: string, specifier: string) => {
    const file = standInFor(specifier);
    return file === undefined ? found : `${quote}./${file}${quote}`;
  });
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
    const message = `${here}, and the exam has no packages: ${WHAT_IT_GIVES}. How libraries do stands in the scorecard.`;
    return { message, line };
  }
  const ours = fixes.filter((name) => !name.endsWith('.test.ts')).map((name) => `./${name}`);
  const message = `${here}, which is not here. Paste what it needs into this file; there are fetch and all that browsers and servers share, and our fixes: ${ours.join(', ')}.`;
  return { message, line };
}
