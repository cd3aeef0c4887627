/** What is asked of a client. Each rule looks at the evidence and says what is wrong, if anything is. */
import { formatDuration } from '../sandbox/trace/duration.ts';
import type { Attempt } from '../sandbox/trace/attempts.ts';
import { oneLine } from '../sandbox/trace/escape-html.ts';
import { apart } from './apart.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './exam-case.ts';
import { holdsAnswer, tellsFailure } from './told-answer.ts';

export type Rule = (evidence: Evidence) => Finding;

/** A rule that looks at the runs under all seeds together. */
export type RunsRule = (runs: readonly Evidence[]) => Finding;

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
    const [asked, came] = apart(ms, shortest);
    return `The server asked for ${asked}, and a retry came after ${came}.`;
  };

/** A retry comes when the server said, give or take a spread, not long after. */
export const waitsAtMost =
  (ms: number): Rule =>
  (evidence) => {
    const longest = Math.max(...gapsMs(evidence));
    if (longest <= ms) return undefined;
    const [came, ample] = apart(longest, ms);
    return `A retry came after ${came}; ${ample} is ample.`;
  };

/** A wait of less than a second is made no whole one; what is left of the second is room for anybody's spread. */
export const roundsNoneUp =
  (askedMs: number): Rule =>
  (evidence) => {
    const longest = Math.max(...gapsMs(evidence));
    if (longest < 1_000) return undefined;
    const [asked, came] = [askedMs, longest].map(formatDuration);
    return `The server asked for ${asked}, and a retry came after ${came}: it must stay below a second, so neither round up to a whole one nor spread it further.`;
  };

/** What a backoff of full jitter from 100 ms on keeps on average, and what never rests does not. */
const LEAST_DISTANCE_MS = 30;

/** Where nobody says how long to wait, the retries still keep a distance: on average over all runs, since chance may draw a short one. */
export const keepsDistance: RunsRule = (runs) => {
  const gaps = runs.flatMap(gapsMs);
  const meanMs = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  if (gaps.length === 0 || meanMs >= LEAST_DISTANCE_MS) return undefined;
  const [mean, least] = apart(meanMs, LEAST_DISTANCE_MS);
  return `It hammers: its retries came ${mean} after a refusal on average; ${least} is the least.`;
};

/** Every caller has an answer that the server meant as a success. */
export const getsThrough: Rule = (evidence) => {
  const { calls, attempts, callers } = evidence;
  if (calls.size < callers) return NEVER_SETTLED;
  for (const { outcome } of calls.values()) {
    const after = `after ${requests(attempts.length)}`;
    if (outcome.kind === 'threw') return `It threw ${outcome.name} ${after}: ${quoted(outcome.message)}`;
    if (outcome.status !== null && outcome.status >= 400) return `It came back with a ${outcome.status} ${after}.`;
    if (tellsFailure(evidence, outcome)) return `It came back with a failure ${after}: ${quoted(outcome.text)}`;
    if (!holdsAnswer(evidence, outcome))
      return `It came back with something else than a success: ${quoted(outcome.text)}`;
  }
  return undefined;
};

/** Every caller learns of the failure: an error, the refusal itself with its status, or `ok: false`. */
export const tellsOfFailure: Rule = (evidence) => {
  const { calls, callers } = evidence;
  if (calls.size < callers) return NEVER_SETTLED;
  for (const { outcome } of calls.values()) {
    if (outcome.kind === 'threw' || tellsFailure(evidence, outcome)) continue;
    return `A failure came back as if it were a result: ${quoted(outcome.text)}`;
  }
  return undefined;
};

/** As `tellsOfFailure`, or it still waits when the run's time is over. */
export const waitsOnOrTells: Rule = (evidence) => (evidence.waitsOn ? undefined : tellsOfFailure(evidence));

/** Its caller has the whole of a success, or learns of the failure; never a part of an answer. */
export const handsOnAllOrTells: Rule = (evidence) => {
  const { outcome } = evidence.calls.get(0) ?? {};
  if (outcome !== undefined && holdsAnswer(evidence, outcome)) return undefined;
  return tellsOfFailure(evidence);
};

/** The call is over by then. */
export const settlesBy =
  (ms: number): Rule =>
  ({ calls }) => {
    const call = calls.get(0);
    if (call === undefined) return NEVER_SETTLED;
    if (call.settledAtMs <= ms) return undefined;
    const [until, limit] = apart(call.settledAtMs, ms);
    return `It took until ${until}; ${limit} is the limit.`;
  };

/** The call is still open then: else what comes then was not put to it. */
export const isOpenAt =
  (ms: number): Rule =>
  ({ calls, attempts }) => {
    const call = calls.get(0);
    if (call === undefined || call.settledAtMs >= ms) return undefined;
    const [over, due] = apart(call.settledAtMs, ms);
    return `It gave up after ${over} and ${requests(attempts.length)}, so it was not there at ${due} to be stopped.`;
  };

/** Nothing is waited for after the last answer. `say` words what was waited for. */
const endsWithAnswer =
  (say: (waited: string) => string): Rule =>
  ({ calls, attempts }) => {
    const call = calls.get(0);
    const last = attempts.at(-1);
    const answered = last && answeredAtMs(last);
    if (call === undefined || answered === undefined) return NEVER_SETTLED;
    const late = call.settledAtMs - answered;
    return late <= 50 ? undefined : say(formatDuration(late));
  };

/** It waits for nothing after its last attempt. */
export const endsWithLastAnswer = endsWithAnswer(
  (waited) => `It waited ${waited} after its last attempt, for nothing.`,
);

/** It says at once that it can't send its body again. */
export const saysAtOnceThatItCannot = endsWithAnswer(
  (waited) => `Its body was a stream that can't be sent again, and it waited ${waited} before it said so.`,
);
