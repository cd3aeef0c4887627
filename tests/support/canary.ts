import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { listen } from './listen.ts';

/** A server that nothing should ever reach, which counts what reaches it. */
export interface Canary {
  readonly origin: string;
  readonly port: number;
  /** One line for each request and WebSocket handshake, `STUN` for WebRTC's datagrams, and `BYTES` for all else. */
  hits(): readonly string[];
  close(): Promise<void>;
}

/** What each datagram of STUN has in its second four bytes. */
const STUN_COOKIE = 0x2112a442;

/** No QUIC connection begins with less. */
const LEAST_QUIC_BYTES = 1_200;

/** Tells a QUIC client that none of its versions is spoken here, so that it gives up at once. */
function refuseQuic(initial: Buffer): Buffer {
  const from = 6 + initial.readUInt8(5);
  const to = from + 1 + initial.readUInt8(from);
  const versions = Buffer.from('1a2a3a4a', 'hex');
  return Buffer.concat([
    Buffer.from('8000000000', 'hex'),
    initial.subarray(from, to),
    initial.subarray(5, from),
    versions,
  ]);
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
  // WebRTC and QUIC ask by datagram, which no proxy and no web server sees.
  const datagrams = createSocket('udp4', (datagram, { address, port }) => {
    const isStun = datagram.length >= 8 && datagram.readUInt32BE(4) === STUN_COOKIE;
    hits.push(isStun ? 'STUN' : 'BYTES');
    if (datagram.length >= LEAST_QUIC_BYTES) datagrams.send(refuseQuic(datagram), port, address);
  });
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
