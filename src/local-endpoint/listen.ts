import type { Server } from 'node:http';

/** A server that listens, and how to end it. */
export interface Listening {
  /** Such as `http://127.0.0.1:4290`, without a slash at its end. */
  readonly origin: string;
  readonly port: number;
  /** Ends it at once, whoever still waits for an answer. */
  readonly close: () => Promise<void>;
}

/** No other machine can reach it. */
const LOOPBACK = '127.0.0.1';

/** Starts a server on `port` of `host`, by default one that only this machine can reach; port 0 takes any that is free. */
export async function listenOn(server: Server, port: number, host = LOOPBACK): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error(`Failed to listen on ${host}: no port was given.`);
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
