import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchWithRetry, type Retry, type RetryOptions } from '../../../src/content/fixes/retry/retry.ts';
import { HINT_FORMS, refusalAnswer, SUCCESS, type Hint, type Refusal } from '../../../src/exam/server-kit.ts';
import { createScriptedFetch, type Sent } from './scripted-fetch.ts';

const START = Date.parse('2026-11-24T02:00:00.000Z');
const ENDPOINT = 'https://api.example.com/v1/answer';
const JITTERS = ['full', 'equal', 'decorrelated', 'none'] as const;

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A hint that can be obeyed, and such as have passed, ask for nothing, or for more than anybody waits or a timer holds. */
const hint: fc.Arbitrary<Hint> = fc.record({
  form: fc.constantFrom(...HINT_FORMS),
  seconds: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 120 }) },
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -10_000, max: -1 }) },
    { weight: 1, arbitrary: fc.integer({ min: 86_400, max: 100_000_000 }) },
  ),
});
/** Hints that say nothing. */
const malformed = fc.constantFrom(
  ...['retry-after', 'retry-after-ms', 'ratelimit', 'x-ratelimit-reset'].flatMap((name) =>
    ['soon', '', '-5', '1e3', 'NaN', '7s', 'r=0;t=', 'Infinity'].map((value) => [name, value] as const),
  ),
);
const status = fc.constantFrom(408, 429, 500, 502, 503, 504);
const end = fc.constantFrom('close', 'drop', 'drop-midway', 'never', 'stall');
/** Any refusal, from the generator that the cases of the exam are drawn from. */
const refusal: fc.Arbitrary<Refusal> = fc.oneof(
  fc.record({ status, hint, end }, { requiredKeys: ['status'] }),
  fc.record({ status, headers: malformed.map((header) => [header]), end }, { requiredKeys: ['status', 'headers'] }),
);

/** A server that refuses in its own way each time, and then goes on so, or lets the rest through. */
interface Server {
  readonly refusals: readonly Refusal[];
  readonly goesOn: boolean;
}

const serverOf = (each: fc.Arbitrary<Refusal>): fc.Arbitrary<Server> =>
  fc
    .record({ refusals: fc.array(each, { maxLength: 8 }), goesOn: fc.boolean() })
    .map(({ refusals, goesOn }) => ({ refusals, goesOn: goesOn && refusals.length > 0 }));
const server = serverOf(refusal);
/** Its answers come whole, and each says when to come back. */
const telling = serverOf(fc.record({ status, hint }));
const refusalAt = ({ refusals, goesOn }: Server, index: number): Refusal | undefined =>
  refusals[goesOn ? Math.min(index, refusals.length - 1) : index];
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
async function observe(
  { refusals, goesOn }: Server,
  given: RetryOptions,
  numbers: readonly number[],
): Promise<Observed> {
  vi.setSystemTime(START);
  const { fetch, sent } = createScriptedFetch([...refusals.map(refusalAnswer), ...(goesOn ? [] : [SUCCESS])]);
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
  await fc.assert(
    fc.asyncProperty(telling, options, chances, async (from, given, numbers) => {
      const { sent } = await observe(from, { ...given, deadlineMs: given.deadlineMs * 1_000 }, numbers);
      sent.slice(1).forEach(({ atMs }, index) => {
        const answered = sent[index]?.answeredAtMs;
        if (answered === null || answered === undefined) return;
        expect(atMs - answered).toBeGreaterThanOrEqual((refusalAt(from, index)?.hint?.seconds ?? 0) * 1_000);
      });
    }),
    { numRuns: 300 },
  );
});

test('adds no more to a hint than its jitter allows', async () => {
  await fc.assert(
    fc.asyncProperty(telling, options, chances, async (from, given, numbers) => {
      const { retries } = await observe(from, { ...given, deadlineMs: 1e12, attemptTimeoutMs: 60_000 }, numbers);
      for (const { attempt, delayMs, reason } of retries) {
        const { form = 'body', seconds = 0 } = refusalAt(from, attempt - 1)?.hint ?? {};
        // Some name an instant, by a clock that shows whole seconds.
        const hintMs = seconds * 1_000 + (/date|rfc-850|asctime|epoch-seconds/.test(form) ? 1_000 : 0);
        const spreadMs = given.jitter === 'none' ? 0 : Math.max(given.initialDelayMs, hintMs / 10);
        if (reason === 'backoff') expect(seconds).toBeLessThanOrEqual(0);
        else expect(delayMs).toBeLessThanOrEqual(Math.ceil(hintMs + spreadMs));
      }
    }),
    { numRuns: 300 },
  );
});

test('takes a hint that is none, or that has passed, for none', async () => {
  const headers = malformed.map((header) => [header]);
  const past = hint.map(({ form, seconds }) => ({ form, seconds: -2 - Math.abs(seconds) }));
  const saysNothing = fc.oneof(fc.record({ status, headers }), fc.record({ status, hint: past }));
  await fc.assert(
    fc.asyncProperty(serverOf(saysNothing), options, chances, async (from, given, numbers) => {
      const { retries } = await observe(from, { ...given, deadlineMs: 1e9 }, numbers);
      for (const { delayMs, reason } of retries) {
        expect(reason).toBe('backoff');
        expect(delayMs).toBeLessThanOrEqual(given.maxDelayMs);
      }
    }),
    { numRuns: 300 },
  );
});

test('without a hint each delay is within what its jitter allows', async () => {
  const silent = serverOf(fc.record({ status }));
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
