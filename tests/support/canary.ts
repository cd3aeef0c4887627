import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { listen } from './listen.ts';

/** A server that nothing should ever reach, which counts what reaches it. */
export interface Canary {
  readonly origin: string;
  readonly port: number;
  /** One line for each request, WebSocket handshake and datagram, and for bytes that are none of these. */
  hits(): readonly string[];
  close(): Promise<void>;
}

/** Starts a canary on a free port of its own, so that for every page it is another origin. It answers whoever comes. */
export async function startCanary(): Promise<Canary> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end('reached');
  });
  server.on('upgrade', (request, socket) => {
    hits.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  server.on('clientError', (_error, socket) => {
    hits.push('BYTES');
    socket.destroy();
  });
  const listening = await listen(server);
  // WebRTC asks by datagram, which no proxy and no web server sees.
  const datagrams = createSocket('udp4', () => hits.push('DATAGRAM'));
  await new Promise<void>((resolve) => datagrams.bind(listening.port, '127.0.0.1', resolve));
  return {
    origin: listening.origin,
    port: listening.port,
    hits: () => hits,
    close: async () => {
      await new Promise<void>((resolve) => datagrams.close(() => resolve()));
      await listening.close();
    },
  };
}
