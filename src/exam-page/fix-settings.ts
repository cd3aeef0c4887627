import budgeted from '../exam/clients/retry-and-budget.ts?raw';
import guarded from '../exam/clients/retry-and-sse-guard.ts?raw';
import patient from '../exam/clients/fetch-with-retry.ts?raw';
import type { ExamCase } from '../exam/exam-case.ts';
import { fixBefore, fixFor, type ExamFix } from '../exam/fix-for.ts';

/**
 * How a fix is set where it passes the exam: its defaults give up before a slow start is over. Read from that client;
 * code stands between backticks.
 */
export function settingsOf(fix: ExamFix): string {
  switch (fix) {
    case 'retry':
      return `with ${optionsOf(patient, PATIENCE)}`;
    case 'sse-guard':
      return `within \`retry\` with ${optionsOf(guarded, PATIENCE)}`;
    case 'retry-budget':
      return `with ${optionsOf(budgeted, ['minRetries'])}, around \`retry\` with ${optionsOf(budgeted, PATIENCE)}`;
  }
}

/** The same of the fix that passes a case, and behind what it passes as it comes. */
export function settingsIn(one: ExamCase): string {
  const before = fixBefore(one);
  return `${settingsOf(fixFor(one))}${before === undefined ? '' : ` or, after \`${before}\`, as it comes`}`;
}

/** What makes `retry` patient. */
const PATIENCE = ['maxAttempts', 'maxDelayMs', 'deadlineMs'];

/** These options as they stand in the code of a client. */
function optionsOf(client: string, names: readonly string[]): string {
  return `\`${names.map((name) => `${name}: ${read(client, name)}`).join(', ')}\``;
}

function read(client: string, option: string): string {
  const [, digits] = new RegExp(`\\b${option}: ([\\d_]+)`).exec(client) ?? [];
  if (digits === undefined)
    throw new Error(`Failed to read how the exam sets "${option}": its client does not name it.`);
  return digits;
}
