import { formatCount, formatDuration } from '../trace/duration.ts';
import {
  bestInFlightForSlots,
  bestInFlightForWindow,
  finishInSlots,
  finishInWindows,
  type Bottleneck,
  type SlotJob,
  type WindowJob,
} from './finish-time.ts';

/** What the calculator says, each a sentence. */
export type Advice = Readonly<Record<'now' | 'best' | 'upgrade', string>>;

/** Below this a change saves nothing that anybody would notice. */
const WORTH_FRACTION = 0.05;

const heldWords = {
  limit: 'the limit holds you up',
  'in-flight': 'your own requests in flight hold you up',
  nothing: 'nothing holds you up',
} as const satisfies Record<Bottleneck, string>;

function isWorth(beforeMs: number, afterMs: number): boolean {
  return afterMs <= beforeMs * (1 - WORTH_FRACTION);
}

function compare(beforeMs: number, afterMs: number, what: string): string {
  return isWorth(beforeMs, afterMs)
    ? `${what} helps: from ${formatDuration(beforeMs)} to ${formatDuration(afterMs)}.`
    : `${what} does not help: it would still take ${formatDuration(afterMs)}.`;
}

/** How many to keep in flight, and what sending all at once that a window admits would make of it. */
function adviseOnInFlight(job: WindowJob, best: number, atBestMs: number): string {
  const atOnceMs = finishInWindows({ ...job, inFlight: job.requests }).totalMs;
  const more = isWorth(atBestMs, atOnceMs)
    ? `As many at once as the window admits: ${formatDuration(atOnceMs)}.`
    : 'More would save next to nothing.';
  const keep =
    best > job.inFlight
      ? `Keep ${formatCount(best)} in flight instead of ${formatCount(job.inFlight)}`
      : `${formatCount(best)} in flight ${best === 1 ? 'is' : 'are'} enough`;
  return `${keep}: ${formatDuration(atBestMs)}. ${more}`;
}

/** Advice for a limit per window; `upgradedLimit` is what a higher plan would grant. */
export function adviseOnWindow(job: WindowJob, upgradedLimit: number): Advice {
  const now = finishInWindows(job);
  const bestInFlight = bestInFlightForWindow(job);
  const atBest = finishInWindows({ ...job, inFlight: bestInFlight });
  const upgraded = { ...job, limit: upgradedLimit };
  const upgradedInFlight = Math.max(job.inFlight, bestInFlightForWindow(upgraded));
  const after = finishInWindows({ ...upgraded, inFlight: upgradedInFlight });
  return {
    now: `${formatDuration(now.totalMs)}: ${heldWords[now.bottleneck]}.`,
    best: adviseOnInFlight(job, bestInFlight, atBest.totalMs),
    upgrade: compare(
      Math.min(now.totalMs, atBest.totalMs),
      after.totalMs,
      `A limit of ${formatCount(upgradedLimit)} with ${formatCount(upgradedInFlight)} in flight`,
    ),
  };
}

/** Advice for slots; `moreReplicas` is how many copies of the container would run instead of one. */
export function adviseOnSlots(job: SlotJob, moreReplicas: number): Advice {
  const now = finishInSlots(job);
  const bestInFlight = bestInFlightForSlots(job);
  const atBest = finishInSlots({ ...job, inFlight: bestInFlight });
  const slots = job.slots * moreReplicas;
  const after = finishInSlots({ ...job, slots, inFlight: slots });
  const over = job.inFlight > job.slots;
  const held = over
    ? `${formatCount(job.inFlight - job.slots)} of your requests in flight are refused`
    : now.bottleneck === 'limit'
      ? 'every slot is in use'
      : 'slots stand empty';
  return {
    now: `${formatDuration(now.totalMs)}: ${held}.`,
    best: `Keep ${formatCount(bestInFlight)} in flight: ${formatDuration(atBest.totalMs)}.`,
    upgrade: compare(
      atBest.totalMs,
      after.totalMs,
      `Running ${formatCount(moreReplicas)} replicas with ${formatCount(slots)} in flight`,
    ),
  };
}
