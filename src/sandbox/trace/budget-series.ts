import { collectBudget, evolve, expiredBy } from './budget-at.ts';
import type { BudgetHistory, Expiry } from './budget-at.ts';
import type { LimitEvent, LimitState, TraceEvent } from './events.ts';
import { leavingTimes } from './other-clients.ts';

/** A corner of the line that a budget draws; two with one `t` make a step. */
export interface BudgetPoint {
  readonly t: number;
  readonly remaining: number;
}

/** An instant at which the budget grows by itself. */
export interface BudgetMark {
  readonly t: number;
  readonly kind: 'resets' | 'expires' | 'full' | 'ready' | 'others-leave';
}

/** A budget over a whole run, for drawing. */
export interface BudgetSeries {
  readonly limiter: LimitState['limiter'];
  readonly limit: number;
  readonly points: readonly BudgetPoint[];
  readonly marks: readonly BudgetMark[];
}

/** More slots than this fall free along a slope, as steps could not be told apart. */
const MOST_STEPS = 16;

/** When, after an event and up to `untilMs`, the budget turns without another event. */
function turns(event: LimitEvent, untilMs: number, expiries: readonly Expiry[]): readonly BudgetMark[] {
  const within = (t: number, kind: BudgetMark['kind']): readonly BudgetMark[] =>
    t > event.t && t <= untilMs ? [{ t, kind }] : [];
  switch (event.limiter) {
    case 'fixed-window':
      return within(event.resetsAtMs, 'resets');
    case 'sliding-window': {
      const left = expiries.slice(expiredBy(expiries, event.t), expiredBy(expiries, untilMs));
      const distinct = new Set(left.map(({ t }) => t));
      return [...distinct].map((t) => ({ t, kind: 'expires' }));
    }
    case 'token-bucket': {
      const missing = event.limit - event.remaining;
      return missing > 0 ? within(event.t + (missing / event.refillPerSecond) * 1000, 'full') : [];
    }
    case 'cold-start':
      return event.remaining === 0 && event.readyAtMs !== null ? within(event.readyAtMs, 'ready') : [];
    case 'concurrency':
      return event.others && event.queued === 0 ? within(event.others.fromMs, 'others-leave') : [];
  }
}

/** The instants at which the drawn line turns: those of `turns`, and where slots fall free each, or many of them begin and end. */
function turningTimes(event: LimitEvent, untilMs: number, expiries: readonly Expiry[]): readonly number[] {
  const marks = turns(event, untilMs, expiries).map(({ t }) => t);
  if (event.limiter !== 'concurrency' || !event.others || event.queued > 0) return marks;
  const { others } = event;
  const times = others.slots > MOST_STEPS ? [others.fromMs - 1, others.toMs] : leavingTimes(others);
  return times.filter((t) => t > event.t && t <= untilMs);
}

/** The corners between an event and the next one: at each turn the value before it and the value after. */
function corners(event: LimitEvent, untilMs: number, { expiries }: BudgetHistory): readonly BudgetPoint[] {
  const start = { t: event.t, remaining: event.remaining };
  const isLeaving = event.limiter === 'concurrency' && event.others && event.others.slots > MOST_STEPS;
  const isSlope = event.limiter === 'token-bucket' || isLeaving;
  let before: number = event.remaining;
  const turned = turningTimes(event, untilMs, expiries).flatMap((t) => {
    const { remaining } = evolve(event, t, expiries);
    const step = isSlope
      ? [{ t, remaining }]
      : [
          { t, remaining: before },
          { t, remaining },
        ];
    before = remaining;
    return step;
  });
  return [start, ...turned, { t: untilMs, remaining: evolve(event, untilMs, expiries).remaining }];
}

/** The limiter's remaining budget from its first event to `untilMs`; `null` when the trace has none. */
export function budgetSeries(events: readonly TraceEvent[], untilMs: number): BudgetSeries | null {
  const history = collectBudget(events);
  const [first] = history.limits;
  if (!first) return null;
  const ends = history.limits.map((_, index) => history.limits[index + 1]?.t ?? Math.max(untilMs, first.t));
  const marks = history.limits.flatMap((event, index) => turns(event, ends[index] ?? event.t, history.expiries));
  return {
    limiter: first.limiter,
    limit: first.limit,
    points: history.limits.flatMap((event, index) => corners(event, ends[index] ?? event.t, history)),
    marks,
  };
}
