import got from 'got';

/** got as it comes. */
export const call = (url: string, { method, headers, body, signal }: RequestInit): Promise<unknown> =>
  got(url, {
    method: method === 'POST' ? 'POST' : 'GET',
    headers: Object.fromEntries(new Headers(headers)),
    ...((typeof body === 'string' || body instanceof ReadableStream) && { body }),
    ...(signal && { signal }),
  }).json();
