import { Duplex } from 'node:stream';
import type { HeldTimer, NodeTimers } from './node-timers.ts';

/** The two ends of a connection. */
export interface MemoryWire {
  readonly client: Duplex;
  readonly server: Duplex;
}

interface End {
  readonly socket: Duplex;
  /** Takes what the other end wrote; `done` is called once there is room for more. */
  take(chunk: unknown, done: (error?: Error) => void): void;
  /** The other end writes no more. */
  takeEnd(): void;
}

/** Creates a connection that is nothing but memory: it has no task of its own, and never waits. */
export function createMemoryWire(timers: NodeTimers): MemoryWire {
  const client: End = createEnd(timers, () => server);
  const server: End = createEnd(timers, () => client);
  // Nobody is left to read what the server still has to say.
  client.socket.once('close', () => server.socket.destroy());
  return { client: client.socket, server: server.socket };
}

function createEnd(timers: NodeTimers, other: () => End): End {
  let whenRead: ((error?: Error) => void) | undefined;
  let idle: HeldTimer | undefined;
  let isOver = false;
  const socket = new Duplex({
    allowHalfOpen: false,
    read() {
      const done = whenRead;
      whenRead = undefined;
      done?.();
    },
    write(chunk: unknown, _encoding, done) {
      idle?.refresh();
      other().take(chunk, done);
    },
    final(done) {
      other().takeEnd();
      done();
    },
    destroy(error, done) {
      idle?.close();
      whenRead?.(closed());
      process.nextTick(() => other().takeEnd());
      done(error);
    },
  });

  /** As a socket's: the event comes once nothing has passed for so long, and closes nothing by itself. */
  function setIdleTimeout(ms: number, listener?: () => void): Duplex {
    idle?.close();
    idle = ms > 0 ? timers.setTimeout(() => socket.emit('timeout'), ms).unref() : undefined;
    if (listener !== undefined && ms > 0) socket.once('timeout', listener);
    else if (listener !== undefined) socket.removeListener('timeout', listener);
    return socket;
  }
  const itself = (): Duplex => socket;
  Object.assign(socket, {
    connecting: false,
    encrypted: true,
    authorized: true,
    remoteAddress: '127.0.0.1',
    setTimeout: setIdleTimeout,
    setNoDelay: itself,
    setKeepAlive: itself,
    ref: itself,
    unref: itself,
    address: () => ({}),
  });

  return {
    socket,
    take(chunk, done) {
      idle?.refresh();
      if (isOver || socket.destroyed) process.nextTick(done, closed());
      else if (socket.push(chunk)) process.nextTick(done);
      else whenRead = done;
    },
    takeEnd() {
      if (isOver || socket.destroyed) return;
      isOver = true;
      socket.push(null);
    },
  };
}

function closed(): Error {
  return Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
}
