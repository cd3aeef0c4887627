import { createServer, type RequestListener, type Server } from 'node:http';
import { type Listening, listenOn } from '../../src/local-endpoint/listen.ts';

export type { Listening };

/** Starts a server on `port` of `host`; port 0 lets the system pick a free one. */
export function listen(target: RequestListener | Server, port = 0, host?: string): Promise<Listening> {
  return listenOn(typeof target === 'function' ? createServer(target) : target, port, host);
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
