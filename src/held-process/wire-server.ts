import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Network } from '../sandbox/isolate/network.ts';

/** What answers at the other end of every connection. */
export interface WireServer {
  accept(socket: Duplex, scheme: 'http' | 'https'): void;
}

/** Node's own HTTP server over connections in memory. It asks the network of the run, and so its endpoint. */
export function createWireServer(network: Network): WireServer {
  const schemes = new WeakMap<object, string>();
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (request, response) => {
    // A client that left, or a connection that the endpoint drops: the other end is told by the end of the wire.
    serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Uint8Array[] = [];
    for await (const part of request) if (part instanceof Uint8Array) parts.push(part);
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const { method = 'GET', url = '/', headers } = request;
    const scheme = schemes.get(request.socket) ?? 'http';
    const body = Buffer.concat(parts);
    const answer = await network.fetch(`${scheme}://${headers.host ?? 'localhost'}${url}`, {
      method,
      headers: pairsOf(request.rawHeaders),
      ...(body.byteLength > 0 && { body }),
      signal: gone.signal,
    });
    // Node keeps the text of the date by a timer of its own.
    response.sendDate = false;
    response.writeHead(answer.status, answer.statusText, [...answer.headers].flat());
    response.flushHeaders();
    const reader = answer.body?.getReader();
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) response.write(read.value);
    response.end();
  }

  return {
    accept(socket, scheme) {
      schemes.set(socket, scheme);
      server.emit('connection', socket);
    },
  };
}

function pairsOf(rawHeaders: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return pairs;
}
