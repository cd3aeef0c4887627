import { InferenceClient } from '@huggingface/inference';
import { afterEach, expect, test, vi } from 'vitest';
import { fetchWithRetry } from '../../../src/content/fixes/retry/retry.ts';
import { refusingServer } from '../../../src/exam/server-kit.ts';
import { createScriptedFetch } from '../exam/scripted-fetch.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('@huggingface/inference tries again with fetchWithRetry as its fetch', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  const server = refusingServer({ status: 503, refusals: 2, hint: { form: 'retry-after', seconds: 7 } });
  const { fetch, sent } = createScriptedFetch(server.kind === 'script' ? server.answers : []);
  vi.stubGlobal('fetch', fetch);
  const client = new InferenceClient('hf_your_token_here', { fetch: fetchWithRetry, retry_on_error: false });
  const answer = client.chatCompletion({ endpointUrl: 'https://api.example.com/v1', messages: [] });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toEqual({ answer: 'yes' });
  expect(sent).toHaveLength(3);
  expect(sent[1]?.atMs).toBeGreaterThanOrEqual(7_000);
});
