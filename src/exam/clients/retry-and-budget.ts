import { fetchWithRetry } from './retry.ts';
import { createRetryBudget } from './retry-budget.ts';

/** A tenth is for traffic that flows. Here 50 may be refused with their first call, so that many may come again. */
const budget = createRetryBudget({ minRetries: 50 });

/** Our `retry` within a budget over all calls, patient enough for a server that is still starting. */
export const budgeted = (input: string, init: RequestInit): Promise<Response> =>
  budget.run((mayRetry) =>
    fetchWithRetry(input, init, {
      maxAttempts: 20,
      maxDelayMs: 10_000,
      deadlineMs: 300_000,
      shouldRetry: mayRetry,
    }),
  );
