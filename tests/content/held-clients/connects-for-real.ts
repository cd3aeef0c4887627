import { Socket } from 'node:net';

/** Goes past the connections that are replaced. */
export function call(): Promise<unknown> {
  return new Promise((resolve) => new Socket().connect({ host: '127.0.0.1', port: 9 }).once('error', resolve));
}
