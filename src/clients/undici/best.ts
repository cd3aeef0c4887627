import { Readable } from 'node:stream';
import { Agent, request, RetryAgent } from 'undici';

const agent = new Agent({
  // How long to wait for an answer's headers; 5 minutes by default. https://unpkg.com/undici@8.13.1/docs/docs/api/Client.md
  headersTimeout: 60_000,
  // How long to wait between two parts of its body; 5 minutes by default. https://unpkg.com/undici@8.13.1/docs/docs/api/Client.md
  bodyTimeout: 60_000,
});

const dispatcher = new RetryAgent(agent, {
  // How often it tries again; 5 times by default. https://unpkg.com/undici@8.13.1/docs/docs/api/RetryAgent.md
  maxRetries: 12,
  // By what each wait is longer than the one before; 2 by default. https://unpkg.com/undici@8.13.1/docs/docs/api/RetryAgent.md
  timeoutFactor: 1.5,
  // The longest wait, also where Retry-After names a longer one; 30 s by default. https://unpkg.com/undici@8.13.1/docs/docs/api/RetryAgent.md
  maxTimeout: 300_000,
  // By default it does not repeat a POST. https://unpkg.com/undici@8.13.1/docs/docs/api/RetryAgent.md
  methods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'QUERY', 'POST', 'PATCH'],
  // By default it does not repeat after a 408. https://unpkg.com/undici@8.13.1/docs/docs/api/RetryAgent.md
  statusCodes: [408, 429, 500, 502, 503, 504],
  // By default it does not repeat after a timeout. https://unpkg.com/undici@8.13.1/docs/docs/api/RetryAgent.md
  errorCodes: [
    ...['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'ENETDOWN', 'ENETUNREACH', 'EHOSTDOWN', 'EHOSTUNREACH', 'EPIPE'],
    ...['UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
  ],
});

/** undici's RetryAgent with the settings that come closest. */
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
