/** What is asked of many callers at once. */
import { formatCount } from '../sandbox/trace/duration.ts';
import type { Evidence } from './evidence.ts';
import type { Rule, RunsRule } from './rules.ts';

/** How large a part of all callers may come back within so short a time. */
export interface CrowdBound {
  readonly withinMs: number;
  readonly most: number;
  /** `most` as a sentence says it: `a third`. */
  readonly mostInWords: string;
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

/** When each caller came back; callers are told apart by their bodies. */
function returnsMs({ attempts }: Evidence): readonly number[] {
  const sent = new Map<string | null, number>();
  return attempts.flatMap(({ request: { body, t } }) => {
    const before = sent.get(body) ?? 0;
    sent.set(body, before + 1);
    return before === 1 ? [t] : [];
  });
}

/** How many came within so many ms of each other, where they are densest. */
function densest(timesMs: readonly number[], withinMs: number): number {
  return Math.max(...timesMs.map((from) => timesMs.filter((t) => t >= from && t <= from + withinMs).length));
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * Callers that were refused together don't all come back together. A few that come early or late make the rest no less
 * of a crowd, so it is counted where they are densest; on average over all runs, since chance may draw one dense.
 */
export const spreadsOut =
  (...bounds: readonly CrowdBound[]): RunsRule =>
  (runs) => {
    if (runs.some(({ attempts }) => attempts.some(({ request }) => request.body === null))) {
      return "Without their bodies its callers can't be told apart.";
    }
    const returns = runs.map(returnsMs);
    if (returns.some((timesMs) => timesMs.length < 2)) return 'Nobody tried again.';
    const callers = sumOf(runs.map((run) => run.callers));
    for (const { withinMs, most, mostInWords } of bounds) {
      const crowded = sumOf(returns.map((timesMs) => densest(timesMs, withinMs)));
      if (crowded <= most * callers) continue;
      const [came, all] = [crowded, callers].map((count) => formatCount(Math.round((count / runs.length) * 10) / 10));
      const average = runs.length === 1 ? '' : `, on average over ${runs.length} runs`;
      return `${came} of ${all} callers came back within ${withinMs} ms of each other${average}; ${mostInWords} is the most.`;
    }
    return undefined;
  };
