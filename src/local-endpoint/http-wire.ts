import type { ServerResponse } from 'node:http';
import type { Wire } from './wire.ts';

/** A client behind a real connection. */
export interface HttpWire extends Wire {
  /** Whether it has all that it will get. */
  isOver(): boolean;
}

/** Says something that no server of the scenario would say. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}

/** Answers through `response`. What is still on its way to the system stands in `sending`. */
export function createHttpWire(response: ServerResponse, sending: Set<Promise<void>>): HttpWire {
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  let last = Promise.resolve();
  let isOver = false;

  function send(write: (done: () => void) => void): void {
    const sent = Promise.race([gone, new Promise<void>(write)]);
    last = sent;
    sending.add(sent);
    void sent.then(() => sending.delete(sent));
  }

  return {
    isOver: () => isOver,
    head({ status, statusText, headers, epochMs }) {
      const hasDate = headers.some(([name]) => name === 'date');
      const all = hasDate ? headers : [...headers, ['date', new Date(epochMs).toUTCString()] as const];
      response.sendDate = false;
      response.writeHead(status, statusText, all.flat());
      response.flushHeaders();
    },
    chunk: (bytes) => {
      if (bytes.byteLength > 0) send((done) => response.write(bytes, () => done()));
    },
    close() {
      isOver = true;
      send((done) => response.end(() => done()));
    },
    drop() {
      isOver = true;
      const before = last;
      // What was written comes before the cut.
      send(() => void before.then(() => response.destroy()));
    },
    refuse(message) {
      isOver = true;
      sendText(response, 421, message);
    },
  };
}
