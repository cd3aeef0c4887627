import { fetchWithRetry } from './retry.ts';
import { createRetryBudget } from './retry-budget.ts';

/**
 * A tenth is for traffic that flows. Here crowds are refused with their first call, so each call brings a retry with it,
 * and what is left for layers that multiply is four.
 */
const budget = createRetryBudget({ share: 1, minRetries: 4, windowMs: 600_000 });

/** Our `retry` within a budget over all calls: few tries, far apart, so that they also outlast a start. */
export const budgeted = (input: string, init: RequestInit): Promise<Response> =>
  budget.run((mayRetry) =>
    fetchWithRetry(input, init, {
      initialDelayMs: 6_000,
      maxDelayMs: 60_000,
      jitter: 'equal',
      deadlineMs: 300_000,
      shouldRetry: mayRetry,
    }),
  );
