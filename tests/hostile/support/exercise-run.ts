import { readFileSync } from 'node:fs';
import { comparableTrace } from '../../../src/sandbox/trace/compare.ts';
import { runScripted } from '../../support/run-scripted.ts';
import type { ScriptedAnswer } from '../../support/scripted-endpoint.ts';
import { PATIENT, type HostileRun } from './hostile-page.ts';

const EXERCISE = readFileSync(new URL('./exercise.ts', import.meta.url), 'utf8');

const SCRIPT: readonly ScriptedAnswer[] = [
  { chunks: [{ afterMs: 60, text: '{"a":[1,2]}' }] },
  { chunks: [{ afterMs: 50, text: 'one ' }, { afterMs: 90, text: 'two' }] }, // prettier-ignore
  { headersAfterMs: 1_000 },
];

/** A run that uses all of the runtime, after `first` has been run. */
export function exerciseAfter(first: string): HostileRun & Required<Pick<HostileRun, 'script'>> {
  const main = `import { exercise } from './exercise.ts';\n${first}\nawait exercise();`;
  return { files: { 'main.ts': main, 'exercise.ts': EXERCISE }, script: SCRIPT };
}

/** What the exercise gives in Node. */
export async function exerciseInNode(): Promise<object> {
  const { files, script } = exerciseAfter('');
  return comparableTrace(await runScripted('', script, { files, budgets: PATIENT }));
}
