import { fetchWithRetry } from './retry.ts';
import { guardEventStream, SseError } from './sse-guard.ts';

/** Our `retry`, which hears of an error inside a stream while it can still try again. */
export const guarded = (input: string, init: RequestInit): Promise<Response> =>
  fetchWithRetry(input, init, {
    maxAttempts: 20,
    maxDelayMs: 10_000,
    deadlineMs: 300_000,
    fetch: async (...request) => guardEventStream(await fetch(...request)),
    shouldRetry: ({ error }) => !(error instanceof SseError) || error.isOverload,
  });
