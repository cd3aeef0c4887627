import { groupCalls } from './calls.ts';
import type { Call } from './calls.ts';
import { countOf, formatCount, formatDuration } from './duration.ts';
import { oneLine } from './escape-html.ts';
import type { BudgetName, EndEvent, ErrorEvent, Trace, TraceEvent } from './events.ts';
import { isNo, lastAnswersOf } from './last-answers.ts';
import type { LastAnswer } from './last-answers.ts';
import { tallyCalls, tallyWords } from './tally.ts';

/** The summary in two parts: the page sets the first in bold, in the colour of the outcome. Both are plain text. */
export interface SummaryParts {
  readonly outcome: EndEvent['outcome'] | 'running';
  readonly lead: string;
  readonly rest: string;
}

const budgetWords: ReadonlyMap<string | undefined, string> = new Map(
  Object.entries({
    'sign-of-life': 'no sign of life',
    computing: 'too much computing',
    'virtual-time': 'too much virtual time',
    events: 'too many events',
    requests: 'too many requests',
    'log-lines': 'too many log lines',
    'message-size': 'too big a message',
    output: 'too much output',
    memory: 'too much memory',
  } satisfies Record<BudgetName, string>),
);

/** The error that ended a run; those of connections may have been caught, so they come last. */
function fatalError(events: readonly TraceEvent[]): ErrorEvent | undefined {
  const errors = events.filter((event) => event.kind === 'error');
  return errors.find(({ origin }) => origin !== 'network') ?? errors.at(-1);
}

/** Names what was thrown, and where, but not its message: that may be an engine's, and differ from one to the next. */
function thrown(events: readonly TraceEvent[]): readonly [lead: string, place: string] {
  const error = fatalError(events)?.error;
  if (!error) return ['Failed', ''];
  const line = error.line === undefined ? '' : `, line ${error.line}`;
  const place = error.file === undefined ? '' : `in ${oneLine(error.file, 40)}${line}, `;
  return [`Failed with ${oneLine(error.name, 40) || 'an error'}`, place];
}

/** How many calls succeeded, and how many did not. */
function callsWords(answers: readonly LastAnswer[]): string {
  const ok = answers.filter(({ verdict }) => verdict === 'ok').length;
  return `${formatCount(ok)} of ${countOf(answers.length, 'call')} succeeded`;
}

function succeeded(answers: readonly LastAnswer[], endMs: number): readonly [lead: string, place: string, ms: number] {
  const lastMs = answers.reduce((latest, { atMs }) => Math.max(latest, atMs ?? 0), answers.length === 0 ? endMs : 0);
  const [only] = answers;
  if (answers.length > 1) return [callsWords(answers), '', lastMs];
  return [only?.verdict === 'ok' ? `Succeeded on attempt ${only.attempt}` : 'Succeeded', '', lastMs];
}

function gaveUp(answers: readonly LastAnswer[]): readonly [lead: string, place: string] {
  const refused = answers.filter(isNo);
  const [only] = refused;
  if (answers.length > 1) return [`${callsWords(answers)}, ${formatCount(refused.length)} gave up`, ''];
  if (only === undefined) return ['Gave up', ''];
  // Whoever never tried again gave nothing up.
  return [`${only.attempt === 1 ? 'Failed' : 'Gave up'} on attempt ${only.attempt}`, `${lastWords(only)} `];
}

function lastWords({ verdict, status }: LastAnswer): string {
  if (verdict === 'timed-out') return 'with a timeout';
  if (verdict === 'network-error' || status === null) return 'with a network error';
  return status < 400 ? `with an error inside a ${status}` : `with a ${status}`;
}

/** What the sentence says first, where it happened, and after how long. */
function opening(
  end: EndEvent | undefined,
  events: readonly TraceEvent[],
  answers: readonly LastAnswer[],
): readonly [lead: string, place: string, ms: number] {
  const endMs = end?.t ?? events.at(-1)?.t ?? 0;
  if (!end) return ['Running', '', endMs];
  switch (end.outcome) {
    case 'succeeded':
      return succeeded(answers, endMs);
    case 'stopped':
      return ['Stopped', '', endMs];
    case 'over-budget': {
      const words = budgetWords.get(end.reason);
      return ['Over budget', words ? `(${words}) ` : '', endMs];
    }
    case 'failed':
      if (end.reason === 'gave-up') return [...gaveUp(answers), endMs];
      if (end.reason === 'waits-for-nothing') return ['Waits for nothing', '', endMs];
      return end.reason === 'threw' ? [...thrown(events), endMs] : ['Failed', '', endMs];
  }
}

/** What was cut short may have kept its reader waiting while the virtual clock stood still, so the clock is named. */
function endTime({ outcome }: EndEvent, time: string): string {
  return outcome === 'stopped' || outcome === 'over-budget' ? `at ${time} of virtual time` : `after ${time}`;
}

/** Sums up a run whose calls have been grouped already. */
export function summarizeCalls(calls: readonly Call[], events: readonly TraceEvent[], nowMs?: number): SummaryParts {
  const end = events.findLast((event) => event.kind === 'end');
  const [lead, place, ms] = opening(end, events, lastAnswersOf(calls));
  const time = end ? endTime(end, formatDuration(ms)) : `for ${formatDuration(nowMs ?? ms)}`;
  const rest = `${place}${time}: ${tallyWords(tallyCalls(calls))}.`;
  return { outcome: end?.outcome ?? 'running', lead, rest };
}

/** Sums up a run, or as much of one as has happened by `nowMs`, in two parts. */
export function summarizeParts(trace: Pick<Trace, 'events' | 'startEpochMs'>, nowMs?: number): SummaryParts {
  return summarizeCalls(groupCalls(trace), trace.events, nowMs);
}

/** The two parts as one sentence: `Succeeded on attempt 4 after 7.3 s: 3 refusals, 7.0 s waiting, 4 requests.` */
export function summarySentence({ lead, rest }: SummaryParts): string {
  return `${lead} ${rest}`;
}

/** Sums up a run in one sentence. */
export function summarize(trace: Pick<Trace, 'events' | 'startEpochMs'>): string {
  return summarySentence(summarizeParts(trace));
}
