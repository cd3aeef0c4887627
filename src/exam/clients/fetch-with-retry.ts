import { fetchWithRetry } from './retry.ts';

/** Our own `retry`, patient enough for a server that is still starting. */
export const patient = (input: string, init: RequestInit): Promise<Response> =>
  fetchWithRetry(input, init, { maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000 });
