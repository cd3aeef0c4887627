import { Readable } from 'node:stream';
import axios from 'axios';
import axiosRetry, { exponentialDelay } from 'axios-retry';

/** Your own code: the refusals that may pass. */
const PASSING = [408, 429, 500, 502, 503, 504];
/** Your own code: the longest Retry-After to wait for. */
const LONGEST_WAIT_MS = 300_000;

const client = axios.create({
  // How long one attempt may take; without end by default. https://www.npmjs.com/package/axios/v/1.21.1#handling-timeouts
  timeout: 60_000,
});

axiosRetry(client, {
  // How often it tries again; 3 times by default. https://www.npmjs.com/package/axios-retry/v/4.5.0#options
  retries: 9,
  // By default it repeats no POST. No wait cures a spent quota, some waits are too long, and a stream is sent once. https://www.npmjs.com/package/axios-retry/v/4.5.0#options
  retryCondition: (error) =>
    error.code !== 'ERR_CANCELED' &&
    (error.response === undefined || PASSING.includes(error.response.status)) &&
    !String(JSON.stringify(error.response?.data)).includes('insufficient_quota') &&
    exponentialDelay(0, error) < LONGEST_WAIT_MS &&
    !(error.config?.data instanceof Readable),
  // As long as Retry-After says or doubling, and up to a second more at random; by default it does not wait. https://www.npmjs.com/package/axios-retry/v/4.5.0#options
  retryDelay: (count, error) => exponentialDelay(count, error) + 1_000 * Math.random(),
  // Each attempt has the timeout to itself. https://www.npmjs.com/package/axios-retry/v/4.5.0#options
  shouldResetTimeout: true,
});

/** axios with axios-retry, with the settings that come closest. */
export async function call(url: string, { method = 'GET', headers, body, signal }: RequestInit): Promise<unknown> {
  const response = await client.request<unknown>({
    url,
    method,
    headers: Object.fromEntries(new Headers(headers)),
    data: body instanceof ReadableStream ? Readable.from(body) : body,
    ...(signal && { signal }),
  });
  return response.data;
}
