/** Where a body's bytes come from, read one chunk at a time. `undefined` ends it. */
export interface BodySource {
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The reader wants no more. */
  cancel(reason?: unknown): void;
}

/** A source that somebody else fills, as the network does. */
export interface PushSource extends BodySource {
  push(chunk: Uint8Array<ArrayBuffer>): void;
  close(): void;
  fail(error: unknown): void;
}

interface Waiting {
  resolve(chunk: Uint8Array<ArrayBuffer> | undefined): void;
  reject(error: unknown): void;
}

/** Creates a source that is filled from outside; `onCancel` hears once when its reader gives up. */
export function createPushSource(onCancel: (reason: unknown) => void = () => undefined): PushSource {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const waiting: Waiting[] = [];
  let state: 'open' | 'closed' | 'failed' = 'open';
  let failure: unknown;
  const settleWaiting = (settle: (one: Waiting) => void): void => {
    for (const one of waiting.splice(0)) settle(one);
  };
  return {
    push(chunk) {
      if (state !== 'open') return;
      const first = waiting.shift();
      if (first === undefined) chunks.push(chunk);
      else first.resolve(chunk);
    },
    close() {
      if (state === 'open') state = 'closed';
      settleWaiting((one) => one.resolve(undefined));
    },
    fail(error) {
      if (state !== 'open') return;
      state = 'failed';
      failure = error;
      chunks.length = 0;
      settleWaiting((one) => one.reject(error));
    },
    read() {
      const chunk = chunks.shift();
      if (chunk !== undefined) return Promise.resolve(chunk);
      if (state === 'closed') return Promise.resolve(undefined);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an abort's reason may be any value
      if (state === 'failed') return Promise.reject(failure);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    cancel(reason) {
      chunks.length = 0;
      if (state !== 'open') return;
      state = 'closed';
      settleWaiting((one) => one.resolve(undefined));
      onCancel(reason);
    },
  };
}

/** A source of bytes that are all there already. */
export function createBytesSource(bytes: Uint8Array<ArrayBuffer>): BodySource {
  let rest: Uint8Array<ArrayBuffer> | undefined = bytes.byteLength > 0 ? bytes : undefined;
  return {
    read() {
      const chunk = rest;
      rest = undefined;
      return Promise.resolve(chunk);
    },
    cancel() {
      rest = undefined;
    },
  };
}

/** Two sources that each yield all of one: the heart of `clone()`. The original is read as far as the faster needs. */
export function splitSource(source: BodySource): [BodySource, BodySource] {
  const branches: [PushSource, PushSource] = [createPushSource(), createPushSource()];
  let cancelled = 0;
  let reading = false;
  const pull = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    try {
      const chunk = await source.read();
      for (const branch of branches) {
        if (chunk === undefined) branch.close();
        else branch.push(chunk.slice());
      }
    } catch (error) {
      for (const branch of branches) branch.fail(error);
    } finally {
      reading = false;
    }
  };
  const wrap = (branch: PushSource): BodySource => ({
    read() {
      const chunk = branch.read();
      void pull();
      return chunk;
    },
    cancel(reason) {
      branch.cancel(reason);
      cancelled += 1;
      if (cancelled === branches.length) source.cancel(reason);
    },
  });
  return [wrap(branches[0]), wrap(branches[1])];
}
