/** Clients that hold slots from the start and leave them one after the other, evenly, between two instants. */
export interface OtherClients {
  readonly slots: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** When each of their slots falls free, in order and in whole milliseconds. */
export function leavingTimes({ slots, fromMs, toMs }: OtherClients): readonly number[] {
  return Array.from({ length: slots }, (_, index) => fromMs + Math.floor((index * (toMs - fromMs)) / slots));
}

/** How many slots they still hold at `t`. */
export function heldByOthers({ slots, fromMs, toMs }: OtherClients, t: number): number {
  if (t < fromMs) return slots;
  if (t >= toMs) return 0;
  // The slot of index i is free once i (toMs - fromMs) / slots, rounded down, has passed.
  return slots - Math.min(slots, Math.ceil(((Math.floor(t) - fromMs + 1) * slots) / (toMs - fromMs)));
}
