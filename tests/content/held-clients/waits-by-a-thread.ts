import { Worker } from 'node:worker_threads';

/** Waits by the timer of a thread, which is not the clock's. */
export function call(): Promise<unknown> {
  const code = "setTimeout(() => require('node:worker_threads').parentPort.postMessage('done'), 50);";
  const worker = new Worker(code, { eval: true });
  return new Promise((resolve) => worker.once('message', resolve));
}
