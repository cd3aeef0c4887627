import { createServer, request as sendRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { listen } from '../listen.ts';

/** A proxy that a browser sends everything through, so that no frame or worker can ask past it. */
export interface ObservingProxy {
  readonly host: string;
  /** What was asked of any host that is not one of the page's own. */
  readonly foreign: () => readonly string[];
  readonly close: () => Promise<void>;
}

const LOOPBACK = /^(127(\.\d+){3}|localhost|::1)$/;

/** Splits `[::1]:80`, `host:80` or `host`. */
function hostAndPort(authority: string): { hostname: string; port: number } {
  const { hostname, port } = new URL(`http://${authority}`);
  return { hostname: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80) };
}

/** Joins two sockets until either ends. */
function join(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}

/** Starts the proxy. Requests to this machine are passed on; the world outside answers 502, since tests stay at home. */
export async function startObservingProxy(ownOrigins: readonly string[]): Promise<ObservingProxy> {
  const own = new Set(ownOrigins.map((origin) => new URL(origin).host));
  const foreign: string[] = [];

  /** Notes the request, and says where to pass it on to. */
  function observe(kind: string, authority: string, what: string): { hostname: string; port: number } | undefined {
    if (!own.has(authority)) foreign.push(`${kind} ${what}`);
    const target = hostAndPort(authority);
    return LOOPBACK.test(target.hostname) ? target : undefined;
  }

  function tunnel(
    target: { hostname: string; port: number } | undefined,
    socket: Duplex,
    onOpen: (to: Duplex) => void,
  ) {
    socket.on('error', () => socket.destroy());
    if (!target) return void socket.end('HTTP/1.1 502 Not at home\r\n\r\n');
    const to = connect(target.port, target.hostname, () => onOpen(to));
    to.on('error', () => socket.end('HTTP/1.1 502 Nobody there\r\n\r\n'));
    join(socket, to);
  }

  const server = createServer((request, response) => {
    const url = parseAbsolute(request);
    const target = url && observe(request.method ?? 'GET', url.host, url.href);
    if (!url || !target) return void response.writeHead(502).end();
    const onward = sendRequest(
      {
        ...target,
        host: target.hostname,
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, socket, head) => {
    const target = observe('CONNECT', request.url ?? '', request.url ?? '');
    tunnel(target, socket, (to) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      to.write(head);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const url = parseAbsolute(request);
    const target = url && observe('UPGRADE', url.host, url.href);
    tunnel(target, socket, (to) => {
      const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      to.write(`GET ${url?.pathname}${url?.search} HTTP/1.1\r\n${headers.join('')}\r\n`);
      to.write(head);
    });
  });
  // WebKit begins TLS with the proxy itself for https addresses; the one at the other end stays unknown.
  server.on('clientError', (_error, socket) => {
    foreign.push('UNREADABLE (TLS)');
    socket.destroy();
  });

  const { origin, close } = await listen(server);
  return { host: new URL(origin).host, foreign: () => foreign, close };
}

function parseAbsolute(request: IncomingMessage): URL | undefined {
  return URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
}
