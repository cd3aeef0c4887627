import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchWithRetry, type Retry } from './retry.ts';

const ENDPOINT = 'http://127.0.0.1:4290';

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(ENDPOINT + path, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
}

/** Lets a wait pass for the endpoint and for the client, at once. */
async function pass({ delayMs }: Retry): Promise<void> {
  const ms = Math.ceil(delayMs);
  await control('/__clock', { advanceMs: ms });
  await vi.advanceTimersByTimeAsync(ms);
}

beforeEach(async () => {
  await control('/__reset', {});
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

test('waits until the window ends, and then gets through', async () => {
  const waits: Retry[] = [];
  const response = await fetchWithRetry(
    `${ENDPOINT}/api/models`,
    { headers: { authorization: 'Bearer hf_your_token_here' } },
    {
      onRetry: (retry) => {
        waits.push(retry);
        void pass(retry);
      },
    },
  );

  expect(response.status).toBe(200);
  expect(waits.map(({ reason }) => reason)).toEqual(['ratelimit']);
  expect(waits[0]?.delayMs).toBeGreaterThanOrEqual(55_000);
});
