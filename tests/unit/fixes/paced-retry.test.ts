/** Whether `retry` and `rate-limiter` go together as the limiter's header says. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRateLimiter } from '../../../src/content/fixes/rate-limiter/rate-limiter.ts';
import { fetchWithRetry, RetryError, type RetryOptions } from '../../../src/content/fixes/retry/retry.ts';

const WINDOW_MS = 300_000;
/** Nine tenths of the limit start in a window. */
const STARTS = 90;
/** As the header has them, for five windows of callers. */
const TIMES = { attemptTimeoutMs: 1_800_000, deadlineMs: 3_600_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** So many callers at once, of whom the server refuses the first. Gives back what came of each, and when what was sent. */
async function callAll(callers: number, options: RetryOptions) {
  const sentAtMs: number[] = [];
  const fetch = (): Promise<Response> => {
    const status = sentAtMs.push(performance.now()) === 1 ? 503 : 200;
    return Promise.resolve(new Response('answer', { status }));
  };
  const limiter = createRateLimiter({ limit: 100, windowMs: WINDOW_MS });
  const calls = Array.from({ length: callers }, () =>
    fetchWithRetry(
      'https://endpoint.example/',
      {},
      {
        fetch: async (_request, init) => {
          const answer = await limiter.run(fetch, init.signal);
          limiter.learn(answer.headers);
          return answer;
        },
        ...options,
      },
    ),
  );
  const settled = Promise.allSettled(calls);
  await vi.runAllTimersAsync();
  return { outcomes: await settled, sentAtMs, queued: limiter.queued };
}

test('with both times raised, each attempt is paced and all get through, a retry from the end of the queue', async () => {
  const { outcomes, sentAtMs, queued } = await callAll(5 * STARTS, TIMES);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5 * STARTS);
  expect(queued).toBe(0);
  expect(sentAtMs).toHaveLength(5 * STARTS + 1);
  const gapsMs = sentAtMs.slice(STARTS).map((ms, index) => ms - (sentAtMs[index] ?? ms));
  expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(WINDOW_MS);
});

test('with the times that retry has by itself, who waits for a window gives up without having sent', async () => {
  const { outcomes, sentAtMs } = await callAll(STARTS + 1, {});
  const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  // The last in the queue, and the one that was refused and came back behind it.
  expect(reasons).toHaveLength(2);
  for (const reason of reasons) expect(reason).toBeInstanceOf(RetryError);
  expect(sentAtMs).toHaveLength(STARTS);
});
