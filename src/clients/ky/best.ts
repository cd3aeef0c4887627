import ky, { isHTTPError } from 'ky';

const patient = ky.create({
  // How long one attempt may take. https://www.npmjs.com/package/ky/v/2.1.0#timeout
  timeout: 60_000,
  // How long the whole call may take, its waits included. https://www.npmjs.com/package/ky/v/2.1.0#totaltimeout
  totalTimeout: 300_000,
  retry: {
    // How often it tries again. https://www.npmjs.com/package/ky/v/2.1.0#retry
    limit: 19,
    // POST is not among those it repeats by default. https://www.npmjs.com/package/ky/v/2.1.0#retry
    methods: ['get', 'put', 'head', 'delete', 'options', 'trace', 'query', 'post', 'patch'],
    // The longest wait of its own choosing. https://www.npmjs.com/package/ky/v/2.1.0#retry
    backoffLimit: 10_000,
    // Full jitter on such waits. https://www.npmjs.com/package/ky/v/2.1.0#retry
    jitter: true,
    // Tries again after an attempt that took too long. https://www.npmjs.com/package/ky/v/2.1.0#retry
    retryOnTimeout: true,
    // No wait cures a quota that is spent. https://www.npmjs.com/package/ky/v/2.1.0#retry
    shouldRetry: ({ error }) =>
      isHTTPError(error) && String(JSON.stringify(error.data)).includes('insufficient_quota') ? false : undefined,
  },
});

/** ky with the settings that come closest. */
export const call = (url: string, init: RequestInit): Promise<Response> => patient(url, init);
