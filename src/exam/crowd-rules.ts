/** What is asked of many callers at once. */
import type { Attempt } from '../sandbox/trace/attempts.ts';
import { apart } from './apart.ts';
import type { Evidence } from './evidence.ts';
import type { Rule } from './rules.ts';

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

/**
 * It tries again by itself, which as many requests as there are calls show it did not. Fewer are no fault: it held back
 * what would not have got through.
 */
export const triesAgain =
  (calls: number): Rule =>
  ({ attempts }) =>
    attempts.length === calls
      ? `It sent one request for each of the ${calls} calls and never tried again; a budget is for those that do.`
      : undefined;

/** Callers that were refused together don't all come back together. */
export const spreadsOut =
  (leastMs: number): Rule =>
  (evidence) => {
    const seconds = byCaller(evidence).flatMap(([, second]) => (second === undefined ? [] : [second.request.t]));
    if (evidence.attempts.some(({ request }) => request.body === null)) {
      return "Without their bodies its callers can't be told apart.";
    }
    if (seconds.length < 2) return 'Nobody tried again.';
    const spread = Math.max(...seconds) - Math.min(...seconds);
    if (spread >= leastMs) return undefined;
    const [within, least] = apart(spread, leastMs);
    return `${seconds.length} callers came back within ${within} of each other; ${least} is the least.`;
  };
