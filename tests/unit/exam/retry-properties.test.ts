import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchWithRetry, type Retry, type RetryOptions } from '../../../src/content/fixes/retry/retry.ts';
import { HINT_FORMS, refusingServer, type Hint, type RefusingServer } from '../../../src/exam/server-kit.ts';
import { createScriptedFetch, type Sent } from './scripted-fetch.ts';

const START = Date.parse('2026-11-24T02:00:00.000Z');
const ENDPOINT = 'https://api.example.com/v1/answer';
const JITTERS = ['full', 'equal', 'decorrelated', 'none'] as const;

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const hint: fc.Arbitrary<Hint> = fc.record({
  form: fc.constantFrom(...HINT_FORMS),
  seconds: fc.integer({ min: 0, max: 120 }),
});
/** Any server that refuses, from the generator that the cases of the exam are drawn from. */
const server: fc.Arbitrary<RefusingServer> = fc.record(
  {
    status: fc.constantFrom(408, 429, 500, 502, 503, 504),
    refusals: fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constant(Infinity)),
    hint,
    end: fc.constantFrom('close' as const, 'drop' as const, 'drop-midway' as const, 'never' as const, 'stall' as const),
  },
  { requiredKeys: ['status', 'refusals'] },
);
const options = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 7 }),
  deadlineMs: fc.integer({ min: 1, max: 400_000 }),
  attemptTimeoutMs: fc.integer({ min: 1, max: 70_000 }),
  initialDelayMs: fc.integer({ min: 1, max: 5_000 }),
  maxDelayMs: fc.integer({ min: 1, max: 60_000 }),
  jitter: fc.constantFrom(...JITTERS),
});
/** Chance, its edges among it. */
const chances = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 1,
  maxLength: 12,
});

interface Observed {
  readonly sent: readonly Sent[];
  readonly retries: readonly Retry[];
  readonly settledAtMs: number | undefined;
}

/** Runs one call to its end on fake time. */
async function observe(from: RefusingServer, given: RetryOptions, numbers: readonly number[]): Promise<Observed> {
  vi.setSystemTime(START);
  const script = refusingServer(from);
  if (script.kind !== 'script') throw new Error('This server goes by no script.');
  const { fetch, sent } = createScriptedFetch(script.answers);
  vi.stubGlobal('fetch', fetch);
  const retries: Retry[] = [];
  let drawn = 0;
  const random = (): number => numbers[drawn++ % numbers.length] ?? 0;
  let settledAtMs: number | undefined;
  const settle = (): void => void (settledAtMs = Date.now() - START);
  fetchWithRetry(
    ENDPOINT,
    { method: 'POST', body: 'q' },
    { ...given, random, onRetry: (retry) => retries.push(retry) },
  ).then(settle, settle);
  await vi.runAllTimersAsync();
  return { sent, retries, settledAtMs };
}

test('always settles, within the attempts and the deadline', async () => {
  await fc.assert(
    fc.asyncProperty(server, options, chances, async (from, given, numbers) => {
      const { sent, settledAtMs } = await observe(from, given, numbers);
      expect(sent.length).toBeGreaterThanOrEqual(1);
      expect(sent.length).toBeLessThanOrEqual(given.maxAttempts);
      for (const { atMs } of sent) expect(atMs).toBeLessThan(given.deadlineMs);
      expect(settledAtMs).toBeLessThanOrEqual(given.deadlineMs);
    }),
    { numRuns: 300 },
  );
});

test('never comes back sooner than the server said', async () => {
  const told = fc.tuple(server, hint).map(([from, asked]) => ({ ...from, hint: asked, end: 'close' as const }));
  await fc.assert(
    fc.asyncProperty(told, options, chances, async (from, given, numbers) => {
      const { sent } = await observe(from, given, numbers);
      sent.slice(1).forEach(({ atMs }, index) => {
        const answered = sent[index]?.answeredAtMs;
        if (answered === null || answered === undefined) return;
        expect(atMs - answered).toBeGreaterThanOrEqual(from.hint.seconds * 1_000);
      });
    }),
    { numRuns: 300 },
  );
});

test('adds no more to a hint than its jitter allows', async () => {
  const told = fc.tuple(server, hint).map(([from, asked]) => ({ ...from, hint: asked, end: 'close' as const }));
  await fc.assert(
    fc.asyncProperty(told, options, chances, async (from, given, numbers) => {
      const { retries } = await observe(from, { ...given, deadlineMs: 1e9, attemptTimeoutMs: 60_000 }, numbers);
      const { form, seconds } = from.hint;
      // Some name an instant, by a clock that shows whole seconds.
      const hintMs = seconds * 1_000 + (/date|epoch-seconds/.test(form) ? 1_000 : 0);
      const spreadMs = given.jitter === 'none' ? 0 : Math.max(given.initialDelayMs, hintMs / 10);
      for (const { delayMs, reason } of retries) {
        if (reason === 'backoff') expect(seconds).toBe(0);
        else expect(delayMs).toBeLessThanOrEqual(Math.ceil(hintMs + spreadMs));
      }
    }),
    { numRuns: 300 },
  );
});

test('without a hint each delay is within what its jitter allows', async () => {
  const silent = server.map(({ status, refusals }) => ({ status, refusals }));
  await fc.assert(
    fc.asyncProperty(silent, options, chances, async (from, given, numbers) => {
      const { retries } = await observe(from, { ...given, deadlineMs: 1e9 }, numbers);
      const { initialDelayMs, maxDelayMs, jitter } = given;
      let lastMs = initialDelayMs;
      for (const { attempt, delayMs, reason } of retries) {
        expect(reason).toBe('backoff');
        const ceilingMs = Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1));
        const least = {
          full: 0,
          equal: ceilingMs / 2,
          none: ceilingMs,
          decorrelated: Math.min(maxDelayMs, initialDelayMs),
        }[jitter];
        expect(delayMs).toBeGreaterThanOrEqual(least);
        const most = jitter === 'decorrelated' ? Math.min(maxDelayMs, lastMs * 3) : ceilingMs;
        expect(delayMs).toBeLessThanOrEqual(Math.ceil(most));
        lastMs = delayMs;
      }
    }),
    { numRuns: 300 },
  );
});
