import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ResolvedScenario } from '../sandbox/endpoint/scenario.ts';
import { formatCount } from '../sandbox/trace/duration.ts';
import { createControlPlane, isControlPath, type Controlled } from './control-plane.ts';
import { createHttpWire, sendText } from './http-wire.ts';
import { isLoopback, whyNotControl } from './loopback.ts';
import { headersOf, MOST_BODY_BYTES, paceOf, readBody } from './request-parts.ts';
import type { ClockKind, Sessions } from './sessions.ts';
import { createToUrl } from './target-url.ts';

/** The most requests that may wait at once. */
const MOST_OPEN = 1_000;

interface HttpListenerOptions {
  readonly scenario: ResolvedScenario;
  readonly clock: ClockKind;
  readonly endpoint: Controlled;
  readonly sessions: Pick<Sessions, 'receive'>;
  /** Gets what is on its way to clients. */
  readonly sending: Set<Promise<void>>;
}

/** Takes requests from real clients: for the scenario, or for what controls it. */
export function createHttpListener(options: HttpListenerOptions): RequestListener {
  const { scenario, clock, endpoint, sessions, sending } = options;
  const toUrl = createToUrl(scenario.hosts);
  const control = createControlPlane(endpoint, clock);
  let open = 0;

  async function answerControl(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const why = whyNotControl(request.headers);
    if (why !== undefined) return sendJson(response, 403, { error: why });
    const body = await readBody(request);
    if (body === undefined) return sendJson(response, 413, { error: TOO_LARGE }, CLOSES);
    const text = body === null ? '' : new TextDecoder().decode(body);
    const { status, json, allow } = await control({ method: request.method ?? 'GET', path, text });
    sendJson(response, status, json, allow === undefined ? {} : { allow });
  }

  async function answerScenario(request: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
    const pace = paceOf(request, clock);
    if (typeof pace === 'string') return sendText(response, 400, pace);
    const body = await readBody(request);
    if (body === undefined) return sendText(response.setHeader('connection', 'close'), 413, TOO_LARGE);
    const wire = createHttpWire(response, sending);
    const { method = 'GET' } = request;
    const arrival = { method, url: toUrl(target), headers: headersOf(request), body, ...pace };
    const visit = sessions.receive(arrival, wire);
    response.once('close', () => {
      if (!wire.isOver()) visit.disconnect();
    });
    await visit.decided;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = ownTarget(request.url ?? '/');
    const [path = ''] = target.split('?');
    if (isControlPath(path)) return answerControl(request, response, path);
    if (open >= MOST_OPEN) {
      const text = `This endpoint lets ${formatCount(MOST_OPEN)} requests wait at once, and they all do.`;
      return sendText(response.setHeader('connection', 'close'), 503, text);
    }
    open += 1;
    response.once('close', () => {
      open -= 1;
    });
    return answerScenario(request, response, target);
  }

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Nobody is there any more who could be told.
      if (request.destroyed && !request.complete) return;
      console.error(error);
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'This endpoint failed by a fault of its own; its terminal says how.');
    });
  };
}

/** The path of a target that names this endpoint itself; else the target as it is, for another server's name. */
function ownTarget(target: string): string {
  if (target.startsWith('/') || !URL.canParse(target)) return target;
  const { hostname, pathname, search } = new URL(target);
  return isLoopback(hostname) ? `${pathname}${search}` : target;
}

const CLOSES = { connection: 'close' };
const TOO_LARGE = `The body is larger than ${formatCount(MOST_BODY_BYTES)} bytes, the most that this endpoint takes.`;

function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const fixed = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, { ...fixed, ...headers });
  response.end(`${JSON.stringify(value)}\n`);
}

/** What a client hears that asks for a tunnel, as for an `https://` address through a proxy. */
export function refuseTunnel(_request: IncomingMessage, socket: Duplex): void {
  const text = 'This endpoint opens no tunnels: ask it for http:// addresses.\n';
  const head = ['HTTP/1.1 501 Not Implemented', 'content-type: text/plain', `content-length: ${text.length}`];
  // A client that has gone already needs no answer.
  socket.on('error', () => undefined);
  socket.end(`${[...head, 'connection: close'].join('\r\n')}\r\n\r\n${text}`);
}
