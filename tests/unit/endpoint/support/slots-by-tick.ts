import type { ConcurrencyOptions } from '../../../../src/sandbox/endpoint/limiters/concurrency.ts';
import type { Call } from './history.ts';

/** What became of a request, found by letting time pass a millisecond at a time. */
export interface Fate {
  readonly id: number;
  readonly outcome: 'served' | 'turned-away' | 'timed-out' | 'aborted';
  /** When work on it began. */
  readonly startedAtMs?: number;
  readonly timedOutAtMs?: number;
}

interface Waiting {
  readonly id: number;
  readonly cost: number;
  readonly serviceMs: number;
  readonly sinceMs: number;
}

/**
 * A server with slots and a queue that knows no future: each millisecond it frees the slots that are done, fills them from
 * the head of the queue, and only then lets those go who have waited too long. Returns each request's fate and, for every
 * millisecond, the most slots that were in use.
 */
export function slotsByTick(
  options: ConcurrencyOptions,
  calls: readonly Call[],
): { readonly fates: ReadonlyMap<number, Fate>; readonly mostUsed: number } {
  const { limit, queueLimit, queueTimeoutMs = Infinity, others } = options;
  const fates = new Map<number, Fate>();
  let working: { id: number; cost: number; freeAtMs: number }[] = [];
  for (let index = 0; others && index < others.slots; index += 1) {
    const share = Math.floor((index * (others.toMs - others.fromMs)) / others.slots);
    working.push({ id: -1, cost: 1, freeAtMs: others.fromMs + share });
  }
  let queue: Waiting[] = [];
  let mostUsed = 0;
  const used = (): number => working.reduce((sum, one) => sum + one.cost, 0);

  function settle(now: number): void {
    for (;;) {
      const head = queue[0];
      if (head === undefined) break;
      if (used() + head.cost <= limit) {
        queue = queue.slice(1);
        working.push({ id: head.id, cost: head.cost, freeAtMs: now + head.serviceMs });
        fates.set(head.id, { id: head.id, outcome: 'served', startedAtMs: now });
      } else if (now - head.sinceMs >= queueTimeoutMs) {
        queue = queue.slice(1);
        fates.set(head.id, { id: head.id, outcome: 'timed-out', timedOutAtMs: now });
      } else break;
    }
    for (const { id, sinceMs } of queue) {
      if (now - sinceMs >= queueTimeoutMs) fates.set(id, { id, outcome: 'timed-out', timedOutAtMs: now });
    }
    queue = queue.filter(({ sinceMs }) => now - sinceMs < queueTimeoutMs);
    mostUsed = Math.max(mostUsed, used());
  }

  const last = calls.at(-1);
  const end = (last === undefined ? 0 : last.kind === 'request' ? last.arrival.t : last.t) + 5_000;
  for (let now = 0; now <= end; now += 1) {
    working = working.filter((one) => one.freeAtMs > now);
    settle(now);
    for (const call of calls) {
      if (call.kind === 'request' && call.arrival.t === now) {
        const { id, cost = 1, serviceMs } = call.arrival;
        const fits = queue.length === 0 && used() + cost <= limit;
        if (cost > limit || (!fits && queue.length >= queueLimit)) fates.set(id, { id, outcome: 'turned-away' });
        else queue.push({ id, cost, serviceMs, sinceMs: now });
        settle(now);
      } else if (call.kind === 'abort' && call.t === now) {
        const held = working.some(({ id }) => id === call.id) || queue.some(({ id }) => id === call.id);
        working = working.filter(({ id }) => id !== call.id);
        queue = queue.filter(({ id }) => id !== call.id);
        if (held) fates.set(call.id, { id: call.id, outcome: 'aborted' });
        settle(now);
      }
    }
  }
  return { fates, mostUsed };
}
