/**
 * Loaded before a program by `node --import`: it may talk to this machine, and nothing else. What it asks for beyond is
 * refused, and noted in the file that OUTSIDE_LOG names, since a program may well pass over its own failure.
 */
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

const isHere = (host) => host === undefined || /^(localhost|127(\.\d+){3}|::1)$/.test(host);
const connect = Socket.prototype.connect;

Socket.prototype.connect = function (...parameters) {
  const [first, second] = Array.isArray(parameters[0]) ? parameters[0] : parameters;
  const { path, host } = typeof first === 'object' ? first : { host: typeof second === 'string' ? second : undefined };
  if (path !== undefined || typeof first === 'string' || isHere(host)) return connect.apply(this, parameters);
  appendFileSync(process.env.OUTSIDE_LOG, `${host}\n`);
  queueMicrotask(() => this.destroy(new Error(`Nothing but this machine may be asked, and this was ${host}.`)));
  return this;
};
