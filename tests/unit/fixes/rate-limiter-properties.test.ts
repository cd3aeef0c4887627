import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRateLimiter } from '../../../src/content/fixes/rate-limiter/rate-limiter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What happens at a limiter, one thing after the other, each so many ms after the one before. */
type Step =
  | {
      readonly kind: 'call';
      readonly afterMs: number;
      readonly lastsMs: number;
      readonly fails: boolean;
      readonly abortsAfterMs: number | null;
    }
  | { readonly kind: 'learn'; readonly afterMs: number; readonly headers: Readonly<Record<string, string>> };

const afterMs = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_000 }));
const call: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('call' as const),
  afterMs,
  lastsMs: fc.integer({ min: 0, max: 3_000 }),
  fails: fc.boolean(),
  abortsAfterMs: fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: null }),
});
/** What servers say of their limits, and nonsense among it. */
const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc
    .record({ q: fc.nat(9), w: fc.nat(9) })
    .map(({ q, w }) => ({ 'ratelimit-policy': `"fixed window";"api";q=${q};w=${w}` })),
  fc.record({ r: fc.nat(5), t: fc.nat(9) }).map(({ r, t }) => ({ ratelimit: `"api";r=${r};t=${t}` })),
  fc.nat(9).map((seconds) => ({ 'retry-after': String(seconds) })),
  fc
    .record({ left: fc.nat(5), seconds: fc.nat(9) })
    .map(({ left, seconds }) => ({ 'x-ratelimit-remaining': String(left), 'x-ratelimit-reset': String(seconds) })),
  fc
    .tuple(
      fc.constantFrom('ratelimit', 'ratelimit-policy', 'retry-after', 'age'),
      fc.stringMatching(/^[\x21-\x7e]{0,12}$/),
    )
    .map(([name, value]) => ({ [name]: value })),
);
const learn: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('learn' as const), afterMs, headers });

interface Limit {
  readonly limit: number;
  readonly windowMs: number;
  readonly share: number;
}
const limit: fc.Arbitrary<Limit> = fc.record({
  limit: fc.integer({ min: 1, max: 6 }),
  windowMs: fc.integer({ min: 1, max: 5_000 }),
  share: fc.constantFrom(1, 0.9, 0.5, 0.1),
});

interface Observed {
  /** Numbers of the calls in the order in which they began, and when. */
  readonly begun: { readonly call: number; readonly atMs: number }[];
  readonly settled: Set<number>;
  readonly calls: number;
  readonly left: number;
}

async function observe(given: Limit, steps: readonly Step[]): Promise<Observed> {
  const limiter = createRateLimiter(given);
  const begun: Observed['begun'] = [];
  const settled = new Set<number>();
  let calls = 0;
  for (const step of steps) {
    await vi.advanceTimersByTimeAsync(step.afterMs);
    if (step.kind === 'learn') {
      limiter.learn(new Headers(step.headers));
      continue;
    }
    const number = calls++;
    const controller = new AbortController();
    const task = async (): Promise<void> => {
      begun.push({ call: number, atMs: performance.now() });
      await new Promise((resolve) => setTimeout(resolve, step.lastsMs));
      if (step.fails) throw new Error('no');
    };
    const settle = (): void => void settled.add(number);
    limiter.run(task, controller.signal).then(settle, settle);
    if (step.abortsAfterMs !== null) setTimeout(() => controller.abort(), step.abortsAfterMs);
  }
  await vi.runAllTimersAsync();
  return { begun, settled, calls, left: limiter.queued };
}

test('whatever callers and servers do, no window has more starts than the share of the limit', async () => {
  await fc.assert(
    fc.asyncProperty(limit, fc.array(fc.oneof(call, call, learn), { maxLength: 30 }), async (given, steps) => {
      const { begun } = await observe(given, steps);
      const most = Math.max(1, Math.floor(given.limit * given.share));
      const windowMs = given.windowMs * Math.max(1, 1 / (given.limit * given.share));
      begun.forEach(({ atMs }, index) => {
        const before = begun[index - most];
        // A window is half open: what began a whole window ago is out of it. Fake time adds up fractions.
        if (before !== undefined) expect(atMs - before.atMs).toBeGreaterThan(windowMs - 1e-6);
      });
    }),
    { numRuns: 300 },
  );
});

test('begins calls in the order in which they came, and settles every one', async () => {
  await fc.assert(
    fc.asyncProperty(limit, fc.array(fc.oneof(call, call, learn), { maxLength: 30 }), async (given, steps) => {
      const { begun, settled, calls, left } = await observe(given, steps);
      const order = begun.map((each) => each.call);
      expect(order).toEqual([...order].sort((one, other) => one - other));
      expect(settled.size).toBe(calls);
      expect(left).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test('wastes no time: with nothing learned, each call begins as soon as the window allows', async () => {
  const steady = call.map((step) => ({ ...step, abortsAfterMs: null }) as Step);
  await fc.assert(
    fc.asyncProperty(limit, fc.array(steady, { maxLength: 20 }), async (given, steps) => {
      const startMs = performance.now();
      const { begun } = await observe(given, steps);
      const most = Math.max(1, Math.floor(given.limit * given.share));
      const windowMs = given.windowMs * Math.max(1, 1 / (given.limit * given.share));
      let cameMs = startMs;
      steps.forEach((step, index) => {
        cameMs += step.afterMs;
        const earliestMs = Math.max(cameMs, (begun[index - most]?.atMs ?? -Infinity) + windowMs);
        // Timers know whole ms.
        expect((begun[index]?.atMs ?? Infinity) - earliestMs).toBeLessThan(1.001);
      });
    }),
    { numRuns: 200 },
  );
});
