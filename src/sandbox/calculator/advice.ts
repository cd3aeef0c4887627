import { formatCount, formatDuration } from '../trace/duration.ts';
import { bestInFlightForWindow, finishInSlots, finishInWindows, type SlotJob, type WindowJob } from './finish-time.ts';

/** What the calculator says, each a sentence. */
export type Advice = Readonly<Record<'now' | 'best' | 'upgrade', string>>;

/** Below this an upgrade changes nothing that anybody would notice. */
const WORTH_FRACTION = 0.05;

function compare(beforeMs: number, afterMs: number, what: string): string {
  const times = `${formatDuration(beforeMs)} to ${formatDuration(afterMs)}`;
  return afterMs <= beforeMs * (1 - WORTH_FRACTION)
    ? `${what} helps: from ${times}.`
    : `${what} does not help: it would still take ${formatDuration(afterMs)}.`;
}

/** Advice for a limit per window; `upgradedLimit` is what a higher plan would grant. */
export function adviseOnWindow(job: WindowJob, upgradedLimit: number): Advice {
  const now = finishInWindows(job);
  const bestInFlight = bestInFlightForWindow(job);
  const atBest = finishInWindows({ ...job, inFlight: bestInFlight });
  const upgraded = { ...job, limit: upgradedLimit };
  const upgradedInFlight = Math.max(job.inFlight, bestInFlightForWindow(upgraded));
  const after = finishInWindows({ ...upgraded, inFlight: upgradedInFlight });
  const held = now.bottleneck === 'limit' ? 'the limit holds you up' : 'your own requests in flight hold you up';
  const best =
    bestInFlight > job.inFlight
      ? `Keep ${formatCount(bestInFlight)} in flight instead of ${formatCount(job.inFlight)}: ${formatDuration(atBest.totalMs)}. More would only be refused sooner.`
      : `${formatCount(bestInFlight)} in flight use the whole limit; more reach the refusal sooner, not the end.`;
  return {
    now: `${formatDuration(now.totalMs)}: ${held}.`,
    best,
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
  const atBest = finishInSlots({ ...job, inFlight: job.slots });
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
    best: `Keep ${formatCount(job.slots)} in flight: ${formatDuration(atBest.totalMs)}.`,
    upgrade: compare(
      atBest.totalMs,
      after.totalMs,
      `Running ${formatCount(moreReplicas)} replicas with ${formatCount(slots)} in flight`,
    ),
  };
}
