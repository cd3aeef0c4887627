/** What is asked of a client. Each rule looks at the evidence and says what is wrong, if anything is. */
import { formatDuration } from '../sandbox/trace/duration.ts';
import { verdictOf, type Attempt } from '../sandbox/trace/attempts.ts';
import { oneLine } from '../sandbox/trace/escape-html.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './exam-case.ts';

export type Rule = (evidence: Evidence) => Finding;

/** What `rules` find wrong, all of it. */
export function judgeBy(...rules: readonly Rule[]): (evidence: Evidence) => readonly Finding[] {
  return (evidence) => rules.map((rule) => rule(evidence));
}

/** When the server's no reached the client: the headers of a refusal, the loss of a connection. */
function answeredAtMs({ decided, response }: Attempt): number | undefined {
  return response?.t ?? decided?.atMs;
}

/** The gaps between one answer and the next request, in ms. */
function gapsMs({ attempts }: Evidence): readonly number[] {
  return attempts.slice(1).flatMap(({ request }, index) => {
    const before = attempts[index];
    const answered = before && answeredAtMs(before);
    return answered === undefined ? [] : [request.t - answered];
  });
}

/** What is said of a call that is still open when its run is over. */
export const NEVER_SETTLED = 'The call never settled, so its caller waits for ever.';

const MOST_QUOTED = 120;
const quoted = (text: string): string => (text === '' ? '(nothing)' : oneLine(text, MOST_QUOTED));

const requests = (count: number): string => `${count} ${count === 1 ? 'request' : 'requests'}`;

/** It sends so many requests and no more. */
export const sendsAtMost =
  (most: number): Rule =>
  ({ attempts }) =>
    attempts.length <= most ? undefined : `It sent ${requests(attempts.length)}; at most ${most} make sense here.`;

/** It tries again so often at least. */
export const sendsAtLeast =
  (least: number): Rule =>
  ({ attempts }) =>
    attempts.length >= least
      ? undefined
      : `It sent ${requests(attempts.length)} and gave up; here it pays to send ${least}.`;

/** It sends one request and never another. */
export const neverRetries: Rule = ({ attempts }) =>
  attempts.length <= 1 ? undefined : `It sent ${requests(attempts.length)}, though no wait cures this refusal.`;

/** No request comes sooner after a refusal than the server said. */
export const waitsAtLeast =
  (ms: number): Rule =>
  (evidence) => {
    const shortest = Math.min(...gapsMs(evidence));
    if (shortest >= ms) return undefined;
    return `The server asked for ${formatDuration(ms)}, and a retry came after ${formatDuration(shortest)}.`;
  };

/** A retry comes when the server said, give or take a spread, not long after. */
export const waitsAtMost =
  (ms: number): Rule =>
  (evidence) => {
    const longest = Math.max(...gapsMs(evidence));
    return longest <= ms ? undefined : `A retry came after ${formatDuration(longest)}; ${formatDuration(ms)} is ample.`;
  };

/** Where nobody says how long to wait, the retries still keep a distance. */
export const keepsDistance =
  (leastMs: number): Rule =>
  (evidence) => {
    const gaps = gapsMs(evidence);
    const total = gaps.reduce((sum, gap) => sum + gap, 0);
    if (gaps.length === 0 || total >= leastMs * gaps.length) return undefined;
    return `It hammers: ${requests(gaps.length + 1)} with ${formatDuration(total)} of waiting in all.`;
  };

/** The bodies of the answers that the server meant as successes. */
function goodBodies({ attempts }: Evidence): readonly string[] {
  return attempts
    .filter((attempt) => verdictOf(attempt) === 'ok')
    .map(({ chunks }) => plainJson(chunks.map(({ text }) => text).join('')));
}

/** JSON without its spaces; other text as it is. A client may hand on what it parsed. */
function plainJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    // A stream, or a page.
    return text;
  }
}

/** Every caller has an answer that the server meant as a success. */
export const getsThrough: Rule = (evidence) => {
  const { calls, attempts, callers } = evidence;
  if (calls.size < callers) return NEVER_SETTLED;
  const good = goodBodies(evidence);
  for (const { outcome } of calls.values()) {
    const after = `after ${requests(attempts.length)}`;
    if (outcome.kind === 'threw') return `It threw ${outcome.name} ${after}: ${quoted(outcome.message)}`;
    if (outcome.status !== null && outcome.status >= 400) return `It came back with a ${outcome.status} ${after}.`;
    if (!good.includes(plainJson(outcome.text)))
      return `It came back with something else than a success: ${quoted(outcome.text)}`;
  }
  return undefined;
};

/** The caller learns of the failure: an error, or the refusal itself with its status. */
export const tellsOfFailure: Rule = ({ calls }) => {
  const call = calls.get(0);
  if (call === undefined) return NEVER_SETTLED;
  const { outcome } = call;
  if (outcome.kind === 'threw' || (outcome.status !== null && outcome.status >= 400)) return undefined;
  return `A failure came back as if it were a result: ${quoted(outcome.text)}`;
};

/** As `tellsOfFailure`, or it still waits when the run's time is over. */
export const waitsOnOrTells: Rule = (evidence) => (evidence.waitsOn ? undefined : tellsOfFailure(evidence));

/** Its caller has the whole of a success, or learns of the failure; never a part of an answer. */
export const handsOnAllOrTells: Rule = (evidence) => {
  const { outcome } = evidence.calls.get(0) ?? {};
  if (outcome?.kind === 'returned' && goodBodies(evidence).includes(plainJson(outcome.text))) return undefined;
  return tellsOfFailure(evidence);
};

/** The call is over by then. */
export const settlesBy =
  (ms: number): Rule =>
  ({ calls }) => {
    const call = calls.get(0);
    if (call === undefined) return NEVER_SETTLED;
    return call.settledAtMs <= ms
      ? undefined
      : `It took until ${formatDuration(call.settledAtMs)}; ${formatDuration(ms)} is the limit.`;
  };

/** Nothing is waited for after the last answer. */
export const endsWithLastAnswer: Rule = ({ calls, attempts }) => {
  const call = calls.get(0);
  const last = attempts.at(-1);
  const answered = last && answeredAtMs(last);
  if (call === undefined || answered === undefined) return NEVER_SETTLED;
  const late = call.settledAtMs - answered;
  return late <= 50 ? undefined : `It waited ${formatDuration(late)} after its last attempt, for nothing.`;
};

/** What each caller sent, in order; callers are told apart by their bodies. */
function byCaller({ attempts }: Evidence): readonly (readonly Attempt[])[] {
  const lines = new Map<string | null, Attempt[]>();
  for (const attempt of attempts) {
    const line = lines.get(attempt.request.body) ?? [];
    line.push(attempt);
    lines.set(attempt.request.body, line);
  }
  return [...lines.values()];
}

/** Callers that were refused together don't all come back together. */
export const spreadsOut =
  (leastMs: number): Rule =>
  (evidence) => {
    const seconds = byCaller(evidence).flatMap(([, second]) => (second === undefined ? [] : [second.request.t]));
    if (evidence.callers > 1 && evidence.attempts.every(({ request }) => request.body === null)) {
      return "Without their bodies its callers can't be told apart.";
    }
    if (seconds.length < 2) return 'Nobody tried again.';
    const spread = Math.max(...seconds) - Math.min(...seconds);
    if (spread >= leastMs) return undefined;
    return `${seconds.length} callers came back within ${formatDuration(spread)} of each other.`;
  };
