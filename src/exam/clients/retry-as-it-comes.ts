import { fetchWithRetry } from './retry.ts';

/** Our own `retry` with no option set: it gives up after five attempts or two minutes. */
export const asItComes = (input: string, init: RequestInit): Promise<Response> => fetchWithRetry(input, init);
