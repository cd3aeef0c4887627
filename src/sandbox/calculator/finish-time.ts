/** How long a pile of requests takes, for a client that keeps to the limit. */

/** A limit of so many requests per fixed window. */
export interface WindowJob {
  readonly requests: number;
  readonly limit: number;
  readonly windowMs: number;
  /** How long one answer takes. */
  readonly latencyMs: number;
  /** How many requests the client keeps in flight. */
  readonly inFlight: number;
}

/** A limit of so many requests at once, as a container's. */
export interface SlotJob {
  readonly requests: number;
  readonly slots: number;
  readonly latencyMs: number;
  readonly inFlight: number;
}

/** What holds a job up. */
export type Bottleneck = 'limit' | 'in-flight';

export interface Finish {
  readonly totalMs: number;
  readonly bottleneck: Bottleneck;
}

/**
 * The time of a job against a fixed window that has just begun. Within a window the client sends as fast as its
 * answers come; once the window is used up it waits for the next.
 */
export function finishInWindows({ requests, limit, windowMs, latencyMs, inFlight }: WindowJob): Finish {
  const perWindow = Math.floor(windowMs / latencyMs) * inFlight;
  if (perWindow <= limit || requests <= limit) {
    return { totalMs: Math.ceil(requests / inFlight) * latencyMs, bottleneck: 'in-flight' };
  }
  const fullWindows = Math.ceil(requests / limit) - 1;
  const rest = requests - fullWindows * limit;
  return { totalMs: fullWindows * windowMs + Math.ceil(rest / inFlight) * latencyMs, bottleneck: 'limit' };
}

/** The fewest requests in flight that use the whole limit (Little's law, in whole answers per window). */
export function bestInFlightForWindow({
  limit,
  windowMs,
  latencyMs,
}: Pick<WindowJob, 'limit' | 'windowMs' | 'latencyMs'>): number {
  return Math.max(1, Math.ceil(limit / Math.max(1, Math.floor(windowMs / latencyMs))));
}

/** The time of a job against slots; more in flight than slots would only be refused. */
export function finishInSlots({ requests, slots, latencyMs, inFlight }: SlotJob): Finish {
  const atOnce = Math.min(slots, inFlight);
  return {
    totalMs: Math.ceil(requests / atOnce) * latencyMs,
    bottleneck: inFlight < slots ? 'in-flight' : 'limit',
  };
}
