import budgeted from '../exam/clients/retry-and-budget.ts?raw';
import guarded from '../exam/clients/retry-and-sse-guard.ts?raw';
import patient from '../exam/clients/fetch-with-retry.ts?raw';
import type { ExamFix } from '../exam/fix-for.ts';

/** How a fix is set where it passes the exam: its defaults give up before a slow start is over. Read from that client. */
export function settingsOf(fix: ExamFix): string {
  switch (fix) {
    case 'retry':
      return `set to ${patienceOf(patient)}`;
    case 'sse-guard':
      return `within retry set to ${patienceOf(guarded)}`;
    case 'retry-budget':
      return `with ${read(budgeted, 'minRetries')} retries at least, around retry set to ${patienceOf(budgeted)}`;
  }
}

function patienceOf(client: string): string {
  return `${read(client, 'maxAttempts')} attempts within ${read(client, 'deadlineMs') / 60_000} minutes`;
}

function read(client: string, option: string): number {
  const [, digits] = new RegExp(`\\b${option}: ([\\d_]+)`).exec(client) ?? [];
  if (digits === undefined)
    throw new Error(`Failed to read how the exam sets "${option}": its client does not name it.`);
  return Number(digits.replaceAll('_', ''));
}
