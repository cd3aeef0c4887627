import { createServer, type RequestListener, type Server } from 'node:http';

/** A server that listens, and how to end it. */
export interface Listening {
  /** Such as `http://127.0.0.1:4321`, without a slash at its end. */
  readonly origin: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts a server on `port` of `host`; port 0 lets the system pick a free one. */
export async function listen(target: RequestListener | Server, port = 0, host = '127.0.0.1'): Promise<Listening> {
  const server = typeof target === 'function' ? createServer(target) : target;
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

/** Starts the server on both addresses that `localhost` may mean, or on one where the machine has no IPv6. */
export async function listenOnLocalhost(listener: RequestListener, port: number): Promise<Listening> {
  const first = await listen(listener, port, '127.0.0.1');
  try {
    const second = await listen(listener, first.port, '::1');
    return { ...first, close: async () => void (await Promise.all([first.close(), second.close()])) };
  } catch (error) {
    if (hasCode(error, 'EADDRNOTAVAIL') || hasCode(error, 'EAFNOSUPPORT')) return first;
    await first.close();
    throw error;
  }
}

/** Whether an error carries this system error code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
