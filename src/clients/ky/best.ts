import ky, { isHTTPError } from 'ky';

const patient = ky.create({
  // How long one attempt may take. https://github.com/sindresorhus/ky#timeout
  timeout: 60_000,
  // How long the whole call may take, its waits included. https://github.com/sindresorhus/ky#totaltimeout
  totalTimeout: 300_000,
  retry: {
    // How often it tries again. https://github.com/sindresorhus/ky#retry
    limit: 19,
    // POST is not among those it repeats by default. https://github.com/sindresorhus/ky#retry
    methods: ['get', 'put', 'head', 'delete', 'options', 'trace', 'query', 'post', 'patch'],
    // The longest wait of its own choosing. https://github.com/sindresorhus/ky#retry
    backoffLimit: 10_000,
    // Full jitter on such waits. https://github.com/sindresorhus/ky#retry
    jitter: true,
    // Tries again after an attempt that took too long. https://github.com/sindresorhus/ky#retry
    retryOnTimeout: true,
    // No wait cures a quota that is spent. https://github.com/sindresorhus/ky#retry
    shouldRetry: ({ error }) =>
      isHTTPError(error) && String(JSON.stringify(error.data)).includes('insufficient_quota') ? false : undefined,
  },
});

/** ky with the settings that come closest. */
export const call = (url: string, init: RequestInit): Promise<Response> => patient(url, init);
