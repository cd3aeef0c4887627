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

/** What holds a job up; nothing, when all of it is sent at once. */
export type Bottleneck = 'limit' | 'in-flight' | 'nothing';

export interface Finish {
  readonly totalMs: number;
  readonly bottleneck: Bottleneck;
}

/** So many requests take so long, and none of them less. */
interface Step {
  readonly requests: number;
  readonly ms: number;
}

/** The most time that `requests` take in whole steps of two kinds. */
function mostTimeMs(requests: number, one: Step, other: Step): number {
  const [slow, fast] = one.ms * other.requests >= other.ms * one.requests ? [one, other] : [other, one];
  // As many fast steps as a slow one has requests would be slower as slow ones.
  const mostFast = Math.min(Math.floor(requests / fast.requests), slow.requests - 1);
  let mostMs = 0;
  for (let count = 0; count <= mostFast; count += 1) {
    const slowCount = Math.floor((requests - count * fast.requests) / slow.requests);
    mostMs = Math.max(mostMs, slowCount * slow.ms + count * fast.ms);
  }
  return mostMs;
}

/**
 * The time of a job against a fixed window that has just begun. Within a window the client sends as fast as its
 * answers come; once the window is used up it waits for the next.
 *
 * A request is sent an answer's time after the one `inFlight` before it, and in a later window than the one `limit`
 * before it. Whole windows and then whole answers are thus the slowest way to the last one, and so the way it goes.
 */
export function finishInWindows({ requests, limit, windowMs, latencyMs, inFlight }: WindowJob): Finish {
  const before = requests - 1;
  const lastSentMs = mostTimeMs(before, { requests: limit, ms: windowMs }, { requests: inFlight, ms: latencyMs });
  const limitMs = Math.floor(before / limit) * windowMs;
  const inFlightMs = Math.floor(before / inFlight) * latencyMs;
  const held = limitMs > inFlightMs ? 'limit' : 'in-flight';
  return { totalMs: lastSentMs + latencyMs, bottleneck: lastSentMs === 0 ? 'nothing' : held };
}

/** The fewest requests in flight that use the whole limit for as long as there are requests (Little's law). */
export function bestInFlightForWindow({ requests, limit, windowMs, latencyMs }: Omit<WindowJob, 'inFlight'>): number {
  return Math.min(requests, Math.ceil((limit * latencyMs) / windowMs));
}

/** The fewest requests in flight that use all slots, as far as there are requests for them. */
export function bestInFlightForSlots({ requests, slots }: Pick<SlotJob, 'requests' | 'slots'>): number {
  return Math.min(requests, slots);
}

/** The time of a job against slots; more in flight than slots would only be refused. */
export function finishInSlots({ requests, slots, latencyMs, inFlight }: SlotJob): Finish {
  const atOnce = Math.min(slots, inFlight);
  const held = inFlight < slots ? 'in-flight' : 'limit';
  return {
    totalMs: Math.ceil(requests / atOnce) * latencyMs,
    bottleneck: requests <= atOnce ? 'nothing' : held,
  };
}
