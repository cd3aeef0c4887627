/** What a caller makes of what it was given: an answer, a failure, or neither. */
import { verdictOf, type Attempt } from '../sandbox/trace/attempts.ts';
import type { Evidence } from './evidence.ts';
import { saysNo } from './harness/says-no.ts';
import type { CallOutcome } from './outcome.ts';

/**
 * Whether the caller has the whole of an answer that the server meant as a success.
 *
 * Of what is no `Response` any part may be the answer, parsed or as text: `{ status, data, headers }`, `{ ok, value }`,
 * `{ response, attempts }`.
 */
export function holdsAnswer({ attempts }: Evidence, outcome: CallOutcome): boolean {
  if (outcome.kind === 'threw') return false;
  const good = attempts.filter((attempt) => verdictOf(attempt) === 'ok').map(bodyOf);
  if (good.includes(plainJson(outcome.text))) return true;
  return outcome.status === null && partsOf(parse(outcome.text)).some((part) => good.includes(part));
}

/**
 * Whether the caller learns that it failed: by an error, by the status of the `Response` that it was given, alone or in an
 * object, or by what else in an object says no, such as `ok: false`.
 */
export function tellsFailure({ attempts }: Evidence, outcome: CallOutcome): boolean {
  if (outcome.kind === 'threw') return true;
  const status = outcome.status ?? outcome.heldStatus;
  if (status !== undefined && status >= 400) return true;
  if (outcome.status !== null) return false;
  // A refusal's body that is handed on as a result is no word of the client's, whatever it says of itself.
  return saysNo(parse(outcome.text)) && !attempts.map(bodyOf).includes(plainJson(outcome.text));
}

function bodyOf({ chunks }: Attempt): string {
  return plainJson(chunks.map(({ text }) => text).join(''));
}

/** JSON without its spaces; other text as it is. A client may hand on what it parsed. */
function plainJson(text: string): string {
  const value = parse(text);
  return value === undefined ? text : JSON.stringify(value);
}

/** The value of JSON; nothing of a stream, or a page. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All that a value holds at any depth and that could be a body, as JSON without spaces or as text. */
function partsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts: readonly unknown[] = Object.values(value);
  return parts.flatMap((part) => {
    if (typeof part === 'string') return part === '' ? [] : [plainJson(part)];
    return typeof part === 'object' && part !== null ? [JSON.stringify(part), ...partsOf(part)] : [];
  });
}
