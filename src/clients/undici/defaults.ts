import { Readable } from 'node:stream';
import { Agent, request, RetryAgent } from 'undici';

const dispatcher = new RetryAgent(new Agent());

/** undici's RetryAgent as it comes. */
export async function call(url: string, { method, headers, body, signal }: RequestInit): Promise<Response> {
  const answer = await request(url, {
    dispatcher,
    method: method === 'POST' ? 'POST' : 'GET',
    headers: Object.fromEntries(new Headers(headers)),
    body: body instanceof ReadableStream ? Readable.from(body) : typeof body === 'string' ? body : null,
    ...(signal && { signal }),
  });
  return new Response(await answer.body.text(), { status: answer.statusCode });
}
