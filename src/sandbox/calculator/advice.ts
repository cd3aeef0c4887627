import { formatCount, formatDuration } from '../trace/duration.ts';
import { reckonSlots, reckonWindow, type Plan } from './reckon.ts';
import type { Bottleneck, SlotJob, WindowJob } from './finish-time.ts';

/** What the calculator says, each a sentence. */
export type Advice = Readonly<Record<'now' | 'best' | 'upgrade', string>>;

/** Below this a change saves nothing that anybody would notice. */
const WORTH_FRACTION = 0.05;

const heldWords = {
  limit: 'the limit holds you up',
  'in-flight': 'your own requests in flight hold you up',
  nothing: 'nothing holds you up',
} as const satisfies Record<Bottleneck, string>;

const slotWords = {
  limit: 'every slot is in use',
  'in-flight': 'slots stand empty',
  nothing: 'nothing holds you up',
} as const satisfies Record<Bottleneck, string>;

function isWorth(beforeMs: number, afterMs: number): boolean {
  return afterMs <= beforeMs * (1 - WORTH_FRACTION);
}

/** An upgrade, and what is said of it: it helps or does not, they help or do not. */
interface Upgrade {
  readonly name: string;
  readonly helps: string;
  readonly fails: string;
}

const one = (name: string): Upgrade => ({ name, helps: 'helps', fails: 'does not help' });
const several = (name: string): Upgrade => ({ name, helps: 'help', fails: 'do not help' });

/** What an upgrade makes of the best that is possible without it. */
function compare(best: Plan, after: Plan, { name, helps, fails }: Upgrade): string {
  const [before, then] = [formatDuration(best.totalMs), formatDuration(after.totalMs)];
  const result = before === then ? `still ${then}` : `${then} instead of the best ${before}`;
  const verdict = isWorth(best.totalMs, after.totalMs) ? helps : fails;
  return `${name}, with ${formatCount(after.inFlight)} in flight, ${verdict}: ${result}.`;
}

function keep(best: Plan, inFlight: number): string {
  const kept =
    best.inFlight === inFlight
      ? `Keep your ${formatCount(inFlight)} in flight`
      : `Keep ${formatCount(best.inFlight)} in flight instead of ${formatCount(inFlight)}`;
  return `${kept}: ${formatDuration(best.totalMs)}.`;
}

/** Advice for a limit per window; `upgradedLimit` is what a higher plan would grant. */
export function adviseOnWindow(job: WindowJob, upgradedLimit: number): Advice {
  const { now, best, atOnceMs, upgraded } = reckonWindow(job, upgradedLimit);
  const more = isWorth(best.totalMs, atOnceMs)
    ? `As many at once as the window admits: ${formatDuration(atOnceMs)}.`
    : 'More would save next to nothing.';
  return {
    now: `${formatDuration(now.totalMs)}: ${heldWords[now.bottleneck]}.`,
    best: `${keep(best, job.inFlight)} ${more}`,
    upgrade: compare(best, upgraded, one(`A limit of ${formatCount(upgradedLimit)}`)),
  };
}

/** Advice for slots; `moreReplicas` is how many copies of the container would run instead of one. */
export function adviseOnSlots(job: SlotJob, moreReplicas: number): Advice {
  const { now, best, upgraded } = reckonSlots(job, moreReplicas);
  // No more are in flight than there are.
  const inFlight = Math.min(job.inFlight, job.requests);
  const refused = inFlight - job.slots;
  const held =
    refused > 0 ? `${formatCount(refused)} of your requests in flight are refused` : slotWords[now.bottleneck];
  return {
    now: `${formatDuration(now.totalMs)}: ${held}.`,
    best: keep(best, inFlight),
    upgrade: compare(
      best,
      upgraded,
      moreReplicas === 1 ? one('One replica') : several(`${formatCount(moreReplicas)} replicas`),
    ),
  };
}
