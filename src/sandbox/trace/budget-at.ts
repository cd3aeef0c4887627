import type { LimitEvent, LimitState, TraceEvent } from './events.ts';
import { heldByOthers } from './other-clients.ts';

/** Units of a limit that leave a sliding window together. */
export interface Expiry {
  readonly t: number;
  /** These and all that left before. */
  readonly unitsSoFar: number;
}

/** The limit events of a trace, and when what a sliding window counts leaves it. */
export interface BudgetHistory {
  readonly limits: readonly LimitEvent[];
  /** For sliding windows, in order; empty for other limiters. */
  readonly expiries: readonly Expiry[];
}

/** How many items of a sorted list come before or at `t`. */
export function countUpTo<Item>(items: readonly Item[], t: number, timeOf: (item: Item) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && timeOf(item) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the expiries have come by `t`. */
export function expiredBy(expiries: readonly Expiry[], t: number): number {
  return countUpTo(expiries, t, (expiry) => expiry.t);
}

type SlidingEvent = LimitEvent & { readonly limiter: 'sliding-window' };

/** A sliding window's state at `t`: what it counts leaves `windowMs` after it was admitted. */
function slide(event: SlidingEvent, t: number, expiries: readonly Expiry[]): LimitState {
  const { limiter, limit, windowMs } = event;
  const [before, now] = [expiredBy(expiries, event.t), expiredBy(expiries, t)];
  const gone = (expiries[now - 1]?.unitsSoFar ?? 0) - (expiries[before - 1]?.unitsSoFar ?? 0);
  const next = expiries[now]?.t;
  const isCounted = next !== undefined && next <= event.t + windowMs;
  return {
    limiter,
    limit,
    remaining: Math.min(limit, event.remaining + gone),
    windowMs,
    nextExpiryMs: now === before ? event.nextExpiryMs : isCounted ? next : null,
  };
}

/** Derives from the admitted requests when they leave the window; what each counted is what `remaining` lost by it. */
function collectExpiries(events: readonly SlidingEvent[]): readonly Expiry[] {
  const expiries: Expiry[] = [];
  let last: SlidingEvent | null = null;
  for (const event of events) {
    const before = last === null ? event.limit : slide(last, event.t, expiries).remaining;
    last = event;
    const units = before - event.remaining;
    if (event.change !== 'admitted' || units <= 0) continue;
    expiries.push({ t: event.t + event.windowMs, unitsSoFar: (expiries.at(-1)?.unitsSoFar ?? 0) + units });
  }
  return expiries;
}

/** Gathers what a limiter's budget follows from. A trace has one limiter; events of another kind are left out. */
export function collectBudget(events: readonly TraceEvent[]): BudgetHistory {
  const all = events.filter((event) => event.kind === 'limit');
  const limits = all.filter(({ limiter }) => limiter === all[0]?.limiter);
  return { limits, expiries: collectExpiries(limits.filter((event) => event.limiter === 'sliding-window')) };
}

/** A limiter's state at `t`, from its last event before that. */
export function evolve(event: LimitEvent, t: number, expiries: readonly Expiry[]): LimitState {
  switch (event.limiter) {
    case 'fixed-window': {
      const { limiter, limit, windowMs, resetsAtMs } = event;
      const hasReset = t > event.t && t >= resetsAtMs;
      return { limiter, limit, remaining: hasReset ? limit : event.remaining, windowMs, resetsAtMs };
    }
    case 'sliding-window':
      return slide(event, t, expiries);
    case 'token-bucket': {
      const { limiter, limit, refillPerSecond } = event;
      const refilled = event.remaining + (refillPerSecond * (t - event.t)) / 1000;
      return { limiter, limit, remaining: Math.min(limit, refilled), refillPerSecond };
    }
    case 'concurrency': {
      const { limiter, limit, queued, queueLimit, others } = event;
      const left = others ? heldByOthers(others, event.t) - heldByOthers(others, t) : 0;
      // Whoever waits takes the slot that falls free.
      const remaining = queued > 0 ? event.remaining : event.remaining + left;
      const slots = { limiter, limit, remaining, queued, queueLimit };
      return others && heldByOthers(others, t) > 0 ? { ...slots, others } : slots;
    }
    case 'cold-start': {
      const { limiter, limit, readyAtMs } = event;
      const isReady = readyAtMs !== null && t > event.t && t >= readyAtMs;
      return { limiter, limit, remaining: isReady ? 1 : event.remaining, readyAtMs };
    }
  }
}

/** A limiter's state as a function of time; `null` before its first event, when nobody has asked it yet. */
export function createBudget(events: readonly TraceEvent[]): (t: number) => LimitState | null {
  const { limits, expiries } = collectBudget(events);
  return (t) => {
    const last = limits[countUpTo(limits, t, (event) => event.t) - 1];
    return last ? evolve(last, t, expiries) : null;
  };
}

/** The limiter's state at one instant; `null` before its first event. */
export function budgetAt(events: readonly TraceEvent[], t: number): LimitState | null {
  return createBudget(events)(t);
}
