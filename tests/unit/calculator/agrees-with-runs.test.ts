import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bestInFlightForWindow,
  finishInSlots,
  finishInWindows,
  type SlotJob,
  type WindowJob,
} from '../../../src/sandbox/calculator/finish-time.ts';
import { loadRefusals } from '../../../src/sandbox/endpoint/load-refusals.ts';
import { runInNode } from '../../../src/sandbox/host/node.ts';

const refusals = await loadRefusals(resolve('src/content/refusals'));
/** A process for each run is dear, and what the sums rest on is held for many more numbers beside this. */
const FEW = { numRuns: 5 };
const NEAR = 0.05;

/** A reader's client: so many workers share a pile, and one that is refused waits and asks again. */
const client = (requests: number, inFlight: number, waitMs: string): string => `
  let left = ${requests};
  async function work(): Promise<void> {
    while (left > 0) {
      left -= 1;
      for (;;) {
        const response = await fetch('https://api.example.com/', { method: 'POST', body: '{}' });
        await response.text();
        if (response.ok) break;
        if (response.status !== 429) throw new Error(String(response.status));
        await new Promise((resolve) => setTimeout(resolve, ${waitMs}));
      }
    }
  }
  await Promise.all(Array.from({ length: ${inFlight} }, work));
`;

/** How long such a client really takes against an endpoint. */
async function runMs(code: string, scenario: string, settings: Readonly<Record<string, number>>): Promise<number> {
  const request = { files: { 'main.ts': code }, entry: 'main.ts', scenario: { id: scenario, settings }, seed: 1 };
  const { events } = await runInNode({ ...request, refusals, budgets: { events: 200_000, requests: 50_000 } }).result;
  const end = events.at(-1);
  if (end?.kind !== 'end' || end.outcome !== 'succeeded') throw new Error(`The run ended so: ${JSON.stringify(end)}`);
  return end.t;
}

const RETRY_AFTER = "Number(response.headers.get('retry-after')) * 1_000";
const inWindows = ({ requests, limit, windowMs, latencyMs, inFlight }: WindowJob): Promise<number> =>
  runMs(client(requests, inFlight, RETRY_AFTER), 'fixed-window', { limit, windowSeconds: windowMs / 1_000, latencyMs });
const inSlots = ({ requests, slots, latencyMs, inFlight }: SlotJob): Promise<number> =>
  runMs(client(requests, inFlight, String(latencyMs / 50)), 'concurrency', { limit: slots, latencyMs });

const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const windowJob: fc.Arbitrary<WindowJob> = fc.record({
  requests: whole(1, 400),
  limit: whole(20, 200),
  // `Retry-After` counts whole seconds, so that a client may come back up to a second late in each window.
  windowMs: whole(30, 600).map((seconds) => seconds * 1_000),
  latencyMs: whole(10, 30_000),
  inFlight: whole(1, 24),
});

test('the time that it gives for a window is that of a run, within 5 %', async () => {
  await fc.assert(
    fc.asyncProperty(windowJob, async (job) => {
      const ratio = finishInWindows(job).totalMs / (await inWindows(job));
      expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(NEAR);
    }),
    FEW,
  );
});

test('with its best in flight a run of many windows takes no more than 5 % longer than with many more', async () => {
  const limitedJob = fc
    .record({ limit: whole(8, 16), windowMs: whole(60, 600).map((seconds) => seconds * 1_000), share: whole(5, 90) })
    .map(({ limit, windowMs, share }) => {
      const latencyMs = Math.min(60_000, Math.round((windowMs * share) / 100));
      return { requests: limit * 24 + 1, limit, windowMs, latencyMs };
    });
  await fc.assert(
    fc.asyncProperty(limitedJob, async (job) => {
      const best = bestInFlightForWindow(job);
      const [bestMs, moreMs] = [
        await inWindows({ ...job, inFlight: best }),
        await inWindows({ ...job, inFlight: best * 4 }),
      ];
      expect(bestMs / moreMs).toBeLessThanOrEqual(1 + NEAR);
      if (best < 4) return;
      const fewerMs = await inWindows({ ...job, inFlight: Math.floor(best / 2) });
      expect(fewerMs / bestMs).toBeGreaterThan(1 + NEAR);
    }),
    FEW,
  );
});

test('the time that it gives for slots is that of a run, within 5 %, with more in flight than slots too', async () => {
  const slotJob: fc.Arbitrary<SlotJob> = fc
    // A refusal takes 20 ms, whatever an answer does, and a client that has just got one comes so much late.
    .record({ slots: whole(1, 12), rounds: whole(1, 8), rest: whole(0, 11), latencyMs: whole(1_500, 8_000) })
    .chain(({ slots, rounds, rest, latencyMs }) =>
      whole(1, slots + 3).map((inFlight) => ({ requests: slots * rounds + rest, slots, latencyMs, inFlight })),
    );
  await fc.assert(
    fc.asyncProperty(slotJob, async (job) => {
      const ratio = finishInSlots(job).totalMs / (await inSlots(job));
      expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(NEAR);
    }),
    FEW,
  );
});
