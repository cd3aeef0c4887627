import {
  bestInFlightForSlots,
  bestInFlightForWindow,
  finishInSlots,
  finishInWindows,
  type Finish,
  type SlotJob,
  type WindowJob,
} from './finish-time.ts';

/** A number of requests in flight, and how long the job takes with it. */
export interface Plan {
  readonly inFlight: number;
  readonly totalMs: number;
}

/** A job as it is done now, at its best under the same limit, and at its best under the upgraded one. */
export interface Reckoning {
  readonly now: Finish;
  /** Never slower than now. It is what the upgrade is compared with. */
  readonly best: Plan;
  readonly upgraded: Plan;
}

/**
 * The fewest in flight that take no longer than now, nor than what uses the whole limit.
 *
 * More in flight never takes longer against a window, so the fewest can be found by halving.
 */
function planForWindow(job: WindowJob): Plan {
  const totalMs = (inFlight: number): number => finishInWindows({ ...job, inFlight }).totalMs;
  let most = Math.max(job.inFlight, bestInFlightForWindow(job));
  const fastMs = totalMs(most);
  for (let fewest = 1; fewest < most;) {
    const middle = Math.floor((fewest + most) / 2);
    if (totalMs(middle) <= fastMs) most = middle;
    else fewest = middle + 1;
  }
  return { inFlight: most, totalMs: fastMs };
}

/** Reckons with a limit per window; `atOnceMs` is the time when all that a window admits is sent at once. */
export function reckonWindow(job: WindowJob, upgradedLimit: number): Reckoning & { readonly atOnceMs: number } {
  const best = planForWindow(job);
  return {
    now: finishInWindows(job),
    best,
    atOnceMs: finishInWindows({ ...job, inFlight: job.requests }).totalMs,
    upgraded: planForWindow({ ...job, limit: upgradedLimit, inFlight: best.inFlight }),
  };
}

/** Against slots more in flight than there are is only refused, so the best may well be fewer than now. */
function planForSlots(job: SlotJob): Plan {
  const inFlight = bestInFlightForSlots(job);
  return { inFlight, totalMs: finishInSlots({ ...job, inFlight }).totalMs };
}

/** Reckons with slots; `replicas` times as many is what the upgrade brings. */
export function reckonSlots(job: SlotJob, replicas: number): Reckoning {
  return {
    now: finishInSlots(job),
    best: planForSlots(job),
    upgraded: planForSlots({ ...job, slots: job.slots * replicas }),
  };
}
