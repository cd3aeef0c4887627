import { expect, test } from 'vitest';
import { wordOutcomes } from '../../../src/exam/outcome-words.ts';
import type { LogEvent, Trace } from '../../../src/sandbox/trace/events.ts';

const line = (text: string): LogEvent => ({ t: 5, kind: 'log', level: 'log', depth: 0, text });

/** What a console with these lines shows. */
function worded(...texts: readonly string[]): string[] {
  const trace: Trace = { version: 1, scenario: 'exam', seed: 1, startEpochMs: 0, events: texts.map(line) };
  return wordOutcomes(trace).events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));
}

test.each([
  [
    'an error',
    { caller: 0, kind: 'threw', name: 'RetryError', message: 'no attempt\nis left' },
    'Caller 1 was told: threw RetryError: no attempt is left',
  ],
  [
    'an error without words',
    { caller: 0, kind: 'threw', name: 'Error', message: '' },
    'Caller 1 was told: threw Error',
  ],
  [
    'a response',
    { caller: 4, kind: 'returned', status: 429, text: '{"error":"no"}' },
    'Caller 5 was told: 429 with the body {"error":"no"}',
  ],
  [
    'an empty response',
    { caller: 0, kind: 'returned', status: 204, text: '' },
    'Caller 1 was told: 204 without a body',
  ],
  ['something else', { caller: 0, kind: 'returned', status: null, text: '[1]' }, 'Caller 1 was told: returned [1]'],
])('what a caller was told reads as words: %s', (_, outcome, words) => {
  expect(worded(`exam outcome ${JSON.stringify(outcome)}`)).toEqual([words]);
});

test('what the client prints itself stays as it is', () => {
  const own = ['Rate limited. Trying again in 1 s.', 'exam outcome of mine', 'exam outcome {"caller":"x"}'];
  expect(worded(...own)).toEqual(own);
});
