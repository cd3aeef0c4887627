import { heldByOthers, leavingTimes, type OtherClients } from '../../trace/other-clients.ts';
import type { Limiter, Moved, Verdict } from '../limiter.ts';
import { endsAtMs, fitsAtMs, usedAt, waitingAt, type Guest, type SeatedGuest } from './concurrency-guests.ts';

export interface ConcurrencyOptions {
  /** How many slots there are. */
  readonly limit: number;
  /** How many requests may wait for a slot; 0 for a server that refuses at once. */
  readonly queueLimit: number;
  /** How long a request may wait for its slot before it is refused. @default Infinity */
  readonly queueTimeoutMs?: number;
  /** Who else holds slots at `t = 0`. @default nobody */
  readonly others?: OtherClients;
}

/** Admits while a slot is free, then while the queue has room: first come, first served. */
export function createConcurrency(options: ConcurrencyOptions): Limiter {
  const { limit, queueLimit, queueTimeoutMs = Infinity, others } = options;
  let guests: readonly SeatedGuest[] = (others ? leavingTimes(others) : []).map((freeAtMs) => {
    return { id: -1, arrivedAtMs: 0, cost: 1, serviceMs: freeAtMs, leavesAtMs: 0, gaveUp: false };
  });

  function seat(t: number, guest: Guest, ahead: readonly SeatedGuest[]): SeatedGuest {
    const startsAtMs = fitsAtMs(t, guest.cost, limit, ahead);
    const givesUpAtMs = guest.arrivedAtMs + queueTimeoutMs;
    const gaveUp = startsAtMs > givesUpAtMs;
    return { ...guest, leavesAtMs: gaveUp ? givesUpAtMs : startsAtMs, gaveUp };
  }

  function retryAfterMs(t: number, cost: number): number {
    if (cost > limit) return Infinity;
    const startsAtMs = fitsAtMs(t, cost, limit, guests);
    if (queueLimit === 0) return startsAtMs - t;
    const leaving = waitingAt(t, guests).map((guest) => guest.leavesAtMs);
    const roomAtMs = leaving.sort((a, b) => a - b)[leaving.length - queueLimit] ?? t;
    return Math.min(startsAtMs, Math.max(roomAtMs, startsAtMs - queueTimeoutMs)) - t;
  }

  function remaining(t: number, like: Guest): number {
    const waiting = waitingAt(t, guests).length;
    if (queueTimeoutMs === Infinity || queueLimit === 0) {
      const free = waiting > 0 ? 0 : Math.floor((limit - usedAt(t, guests)) / like.cost);
      return free + queueLimit - waiting;
    }
    // Each copy would make the next one wait longer, so they are seated one after the other.
    let ahead = guests;
    for (let count = 0; ; count += 1) {
      const copy = seat(t, like, ahead);
      if (copy.gaveUp || (copy.leavesAtMs > t && waitingAt(t, ahead).length >= queueLimit)) return count;
      ahead = [...ahead, copy];
    }
  }

  return {
    request({ t, id, cost = 1, serviceMs }): Verdict {
      guests = guests.filter((guest) => endsAtMs(guest) > t);
      const guest = { id, arrivedAtMs: t, cost, serviceMs };
      const seated = seat(t, guest, guests);
      const noRoom = seated.leavesAtMs > t && waitingAt(t, guests).length >= queueLimit;
      const turnedAway = cost > limit || noRoom;
      if (!turnedAway) guests = [...guests, seated];
      if (!turnedAway && !seated.gaveUp) {
        return { allowed: true, remaining: remaining(t, guest), retryAfterMs: 0, startsAtMs: seated.leavesAtMs };
      }
      const answersAtMs = turnedAway ? t : seated.leavesAtMs;
      return { allowed: false, remaining: 0, retryAfterMs: retryAfterMs(t, cost), answersAtMs };
    },
    abort(t, id) {
      const moved: Moved[] = [];
      const waiting = waitingAt(t, guests).filter((guest) => guest.id !== id);
      guests = guests.filter((guest) => guest.leavesAtMs <= t && guest.id !== id);
      for (const before of waiting) {
        const after = seat(t, before, guests);
        guests = [...guests, after];
        if (after.leavesAtMs !== before.leavesAtMs || after.gaveUp !== before.gaveUp) moved.push(fate(after));
      }
      return moved;
    },
    state(t) {
      const queued = waitingAt(t, guests).length;
      const slots = {
        limiter: 'concurrency',
        limit,
        remaining: limit - usedAt(t, guests),
        queued,
        queueLimit,
      } as const;
      return others && heldByOthers(others, t) > 0 ? { ...slots, others } : slots;
    },
  };
}

function fate({ id, leavesAtMs, gaveUp }: SeatedGuest): Moved {
  return gaveUp ? { id, startsAtMs: Infinity, answersAtMs: leavesAtMs } : { id, startsAtMs: leavesAtMs };
}
