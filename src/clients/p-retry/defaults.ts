import pRetry, { AbortError } from 'p-retry';

/** p-retry around `fetch`, as the first example of its readme has it. */
export function call(url: string, init: RequestInit): Promise<Response> {
  const run = async (): Promise<Response> => {
    const response = await fetch(url, init);
    if (response.status === 404) throw new AbortError(response.statusText);
    return response;
  };
  return pRetry(run, { retries: 5, ...(init.signal && { signal: init.signal }) });
}
