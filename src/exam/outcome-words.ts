import { oneLine } from '../sandbox/trace/escape-html.ts';
import type { Trace, TraceEvent } from '../sandbox/trace/events.ts';
import { readOutcome, type CallOutcome } from './outcome.ts';

const MOST_CHARACTERS = 300;

/** The trace of an examined run as a person reads it: what each caller was told stands in the console in words. */
export function wordOutcomes(trace: Trace): Trace {
  return { ...trace, events: trace.events.map(wordOutcome) };
}

function wordOutcome(event: TraceEvent): TraceEvent {
  const outcome = event.kind === 'log' ? readOutcome(event.text) : undefined;
  if (event.kind !== 'log' || outcome === undefined) return event;
  return { ...event, text: `Caller ${outcome.caller + 1} was told: ${outcomeWords(outcome)}` };
}

/** What a caller was told: `threw RetryError: ...`, `429 with the body ...`. */
function outcomeWords(outcome: CallOutcome): string {
  if (outcome.kind === 'threw') {
    const { name, message } = outcome;
    return `threw ${name}${message === '' ? '' : `: ${oneLine(message, MOST_CHARACTERS)}`}`;
  }
  const text = oneLine(outcome.text, MOST_CHARACTERS);
  if (outcome.status === null) return `returned ${text}`;
  return text === '' ? `${outcome.status} without a body` : `${outcome.status} with the body ${text}`;
}
