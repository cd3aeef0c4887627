import got from 'got';

const patient = got.extend({
  timeout: {
    // How long one attempt may take; without end by default. https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md
    request: 60_000,
  },
  retry: {
    // How often it tries again; twice by default. https://github.com/sindresorhus/got/blob/main/documentation/7-retry.md#limit
    limit: 19,
    // By default it does not repeat a POST. https://github.com/sindresorhus/got/blob/main/documentation/7-retry.md#methods
    methods: ['GET', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY', 'POST', 'PATCH'],
    // The longest Retry-After to wait for; on a longer one it gives up at once. https://github.com/sindresorhus/got/blob/main/documentation/7-retry.md#maxretryafter
    maxRetryAfter: 300_000,
    // Its own longest wait; without end by default. https://github.com/sindresorhus/got/blob/main/documentation/7-retry.md#backofflimit
    backoffLimit: 10_000,
    // Makes each wait up to half as long again, at random. 0 gives up: no wait cures a spent quota, and a stream is sent once. https://github.com/sindresorhus/got/blob/main/documentation/7-retry.md#calculatedelay
    calculateDelay: ({ computedValue, error }) =>
      String(error.response?.body).includes('insufficient_quota') || error.options.body instanceof ReadableStream
        ? 0
        : computedValue * (1 + Math.random() / 2),
  },
});

/** got with the settings that come closest. */
export const call = (url: string, { method, headers, body, signal }: RequestInit): Promise<unknown> =>
  patient(url, {
    method: method === 'POST' ? 'POST' : 'GET',
    headers: Object.fromEntries(new Headers(headers)),
    ...((typeof body === 'string' || body instanceof ReadableStream) && { body }),
    ...(signal && { signal }),
  }).json();
