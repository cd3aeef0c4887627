import got from 'got';

/** Tries again, with got's own backoff and its jitter. */
export async function call(url: string, { method, headers, body, signal }: RequestInit): Promise<unknown> {
  const { body: text } = await got(url, {
    method: method === 'POST' ? 'POST' : 'GET',
    headers: headers as Record<string, string>,
    body: body as string,
    ...(signal && { signal }),
    retry: { methods: ['POST'], limit: 3, noise: 100 },
  });
  return JSON.parse(text);
}
