import got from 'got';

const patient = got.extend({
  timeout: {
    // How long one attempt may take; without end by default. https://unpkg.com/got@16.1.0/dist/source/core/options.d.ts
    request: 60_000,
  },
  retry: {
    // How often it tries again; twice by default. https://unpkg.com/got@16.1.0/dist/source/core/options.d.ts
    limit: 19,
    // By default it does not repeat a POST. https://unpkg.com/got@16.1.0/dist/source/core/options.d.ts
    methods: ['GET', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY', 'POST', 'PATCH'],
    // The longest Retry-After to wait for; on a longer one it gives up at once. https://unpkg.com/got@16.1.0/dist/source/core/options.d.ts
    maxRetryAfter: 300_000,
    // Its own longest wait; without end by default. https://unpkg.com/got@16.1.0/dist/source/core/options.d.ts
    backoffLimit: 10_000,
    // Makes each wait up to half as long again, at random. 0 gives up: no wait cures a spent quota, and a stream is sent once. https://unpkg.com/got@16.1.0/dist/source/core/options.d.ts
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
