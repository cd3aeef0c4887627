/** Who asks for slots: for how many, for how long, and since when. */
export interface Guest {
  readonly id: number;
  readonly arrivedAtMs: number;
  readonly cost: number;
  readonly serviceMs: number;
}

/** A guest whose wait is known: it ends at `leavesAtMs`, with a slot unless it gave up. */
export interface SeatedGuest extends Guest {
  readonly leavesAtMs: number;
  readonly gaveUp: boolean;
}

/** When the guest is gone, served or not. */
export function endsAtMs(guest: SeatedGuest): number {
  return guest.leavesAtMs + (guest.gaveUp ? 0 : guest.serviceMs);
}

/** How many slots are in use at `t`. */
export function usedAt(t: number, guests: readonly SeatedGuest[]): number {
  return guests.reduce((sum, guest) => sum + (guest.leavesAtMs <= t && endsAtMs(guest) > t ? guest.cost : 0), 0);
}

/** The guests that wait for a slot at `t`. */
export function waitingAt(t: number, guests: readonly SeatedGuest[]): readonly SeatedGuest[] {
  return guests.filter((guest) => guest.leavesAtMs > t);
}

/** The first instant from `t` on at which `cost` of `limit` slots are free for one who stands behind all of `ahead`. */
export function fitsAtMs(t: number, cost: number, limit: number, ahead: readonly SeatedGuest[]): number {
  const turnMs = ahead.reduce((latest, guest) => Math.max(latest, guest.leavesAtMs), t);
  let used = usedAt(turnMs, ahead);
  if (used + cost <= limit) return turnMs;
  const working = ahead.filter((guest) => !guest.gaveUp && endsAtMs(guest) > turnMs);
  for (const guest of working.sort((a, b) => endsAtMs(a) - endsAtMs(b))) {
    used -= guest.cost;
    if (used + cost <= limit) return endsAtMs(guest);
  }
  return Infinity;
}
