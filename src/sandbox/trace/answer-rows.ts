import { answerText } from './attempts.ts';
import type { Attempt } from './attempts.ts';
import type { Call } from './calls.ts';
import { formatDuration } from './duration.ts';
import { oneLine } from './escape-html.ts';
import type { WaitEvent } from './events.ts';
import { reasonWord } from './wait-words.ts';

/** One attempt as a row of the table twin; all texts are plain. */
export interface AnswerRow {
  readonly attempt: Attempt;
  /** `2`, or `call 3, 2` where there are several calls. */
  readonly name: string;
  /** The method, and the address without its scheme. */
  readonly request: string;
  readonly answer: string;
  /** The wait that followed, or `null`. */
  readonly wait: WaitEvent | null;
  readonly next: string;
}

const LONGEST_URL = 60;

/** An address short enough for a cell; its end, which tells most, is kept. */
function shortUrl(url: string): string {
  const bare = oneLine(url.replace(/^[a-z][a-z\d+.-]*:\/\//i, ''), 2000);
  return bare.length <= LONGEST_URL ? bare : `${bare.slice(0, 24)}…${bare.slice(25 - LONGEST_URL)}`;
}

function nextWords(wait: WaitEvent | null, isLast: boolean): string {
  if (wait) return `waited ${formatDuration(wait.t - wait.sinceMs)}, ${reasonWord(wait.reason)}`;
  return isLast ? 'last attempt' : '';
}

/** The rows of a run's table, in the order in which the attempts were sent. */
export function answerRows(calls: readonly Call[]): readonly AnswerRow[] {
  const rows = calls.flatMap(({ attempts, waits }, callIndex) =>
    attempts.map((attempt, index) => {
      const wait = waits[index] ?? null;
      const { method, url } = attempt.request;
      return {
        attempt,
        name: calls.length > 1 ? `call ${callIndex + 1}, ${index + 1}` : String(index + 1),
        request: `${oneLine(method, 12)} ${shortUrl(url)}`,
        answer: answerText(attempt),
        wait,
        next: nextWords(wait, index === attempts.length - 1),
      };
    }),
  );
  return rows.sort((a, b) => a.attempt.id - b.attempt.id);
}
