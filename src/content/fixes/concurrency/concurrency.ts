// SPDX-License-Identifier: MIT-0
// concurrency 1.0.1 sha256:e726025ac7e6a890 https://try-again-later.example/fixes/concurrency/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
/**
 * Caps how many tasks are in flight, with a queue that has an end.
 *
 *     const cap = createConcurrencyCap({ maxInFlight: 4, maxQueued: 100 });
 *     const answer = await cap.run(async () => (await fetch(url, init)).json(), init.signal);
 *
 * For servers that count what they hold at once, as an inference container counts its slots.
 * Set `maxInFlight` to no more than slots x replicas / clients; of 2.5 it makes 2, and throws below
 * 1, where each client would have less than a slot. First come, first served.
 *
 * A slot is free again when the task settles: `fetch` does so with the headers, so read the body
 * inside the task. A full queue refuses at once with `QueueFullError`, since a caller who is told
 * so can still do something else (Google, Site Reliability Engineering, "Handling Overload").
 * An abort takes a waiting task out of the queue; one that runs ends by a signal of its own.
 *
 * Node 20 or later, Deno, Bun, browsers, workers: nothing but web standards.
 */
export interface ConcurrencyCapOptions {
  /** Tasks that run at once, at most; rounded down, and 1 at least. */
  readonly maxInFlight: number;
  /** Tasks that wait, at most; rounded down, and 0 refuses what can't begin at once. @default 1_000 */
  readonly maxQueued?: number;
}

export interface ConcurrencyCap {
  /** Runs `task` as soon as a slot is free, and settles as it does. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal | null): Promise<T>;
  readonly inFlight: number;
  readonly queued: number;
}

/** Thrown by `run` when as many wait as may. The task has not begun. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
  readonly inFlight: number;
  readonly queued: number;

  constructor(inFlight: number, queued: number) {
    super(`${inFlight} tasks are in flight and ${queued} wait: no more are taken.`);
    this.inFlight = inFlight;
    this.queued = queued;
  }
}

/** Creates a cap, which all callers of one server share. */
export function createConcurrencyCap(options: ConcurrencyCapOptions): ConcurrencyCap {
  const maxInFlight = Math.floor(options.maxInFlight);
  const maxQueued = Math.floor(options.maxQueued ?? 1_000);
  if (!(maxInFlight >= 1)) {
    throw new RangeError(`maxInFlight must be 1 or more; it is ${options.maxInFlight}`);
  }
  if (!(maxQueued >= 0)) {
    throw new RangeError(`maxQueued must be 0 or more; it is ${options.maxQueued}`);
  }
  let inFlight = 0;
  const waiting = new Set<() => void>();

  /** Settles once a slot is the caller's. */
  const slot = (signal: AbortSignal | null | undefined): Promise<void> | undefined => {
    if (inFlight < maxInFlight) {
      inFlight++;
      return undefined;
    }
    if (waiting.size >= maxQueued) throw new QueueFullError(inFlight, waiting.size);
    return new Promise<void>((resolve) => {
      const begin = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.delete(begin);
        // Rejects with the reason itself, which need not be an Error.
        resolve(Promise.resolve().then(() => signal?.throwIfAborted()));
      };
      waiting.add(begin);
      signal?.addEventListener('abort', leave, { once: true });
    });
  };

  /** Hands the slot to whoever has waited longest, so that no newcomer can take it in between. */
  const release = (): void => {
    const [next] = waiting;
    if (next === undefined) {
      inFlight--;
      return;
    }
    waiting.delete(next);
    next();
  };

  return {
    async run(task, signal) {
      signal?.throwIfAborted();
      await slot(signal);
      try {
        return await task();
      } finally {
        release();
      }
    },
    get inFlight() {
      return inFlight;
    },
    get queued() {
      return waiting.size;
    },
  };
}
