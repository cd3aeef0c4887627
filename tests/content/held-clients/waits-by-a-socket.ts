import { Socket } from 'node:net';

/** Waits by the timer that Node keeps for a socket. */
export function call(): Promise<unknown> {
  return new Promise((resolve) => new Socket().setTimeout(50, () => resolve('done')));
}
