import { Agent, request, RetryAgent } from 'undici';

const dispatcher = new RetryAgent(new Agent(), { methods: ['POST'], maxRetries: 3 });

/** Tries again, by what undici reads in Retry-After. */
export async function call(url: string, { headers, body, signal }: RequestInit): Promise<unknown> {
  const sent = {
    dispatcher,
    method: 'POST',
    headers: headers as Record<string, string>,
    body: body as string,
  } as const;
  const answer = await request(url, { ...sent, ...(signal && { signal }) });
  return { status: answer.statusCode, text: () => answer.body.text() };
}
