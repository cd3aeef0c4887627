/** Puts a whole Node process on the virtual clock, before any client is loaded. */
import crypto from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import timersModule from 'node:timers';
import timerPromises from 'node:timers/promises';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { createTimerPromises } from '../exam/harness/create-timer-promises.ts';
import { patchAbort } from '../sandbox/isolate/abort.ts';
import type { Clock } from '../sandbox/isolate/clock.ts';
import type { GlobalsOptions } from '../sandbox/isolate/globals.ts';
import { isFunction, replace } from '../sandbox/isolate/reflection.ts';
import { createVirtualDate } from '../sandbox/isolate/virtual-date.ts';
import type { RestoreWorld } from '../sandbox/isolate/keep-world.ts';
import { createMemoryWire } from './memory-wire.ts';
import { createNodeTimers, type NodeTimers } from './node-timers.ts';
import { createSeededNodeCrypto } from './seeded-node-crypto.ts';
import { createWireServer } from './wire-server.ts';

/**
 * Gives the process timers, dates, chance and a network that are ours, for `import` and `require` alike. A client may
 * leave anything anywhere in it, so none of it is ever put back.
 */
export function standIn(options: GlobalsOptions): RestoreWorld {
  const { clock, startEpochMs, random, onThrow } = options;
  const timers = createNodeTimers(clock, onThrow);
  replaceTimers(timers);
  replaceClocks(clock, startEpochMs);
  replace(Math, 'random', () => random.next());
  const { web, node } = createSeededNodeCrypto(random);
  replaceAll(globalThis.crypto, web);
  replaceAll(crypto, node);
  replace(globalThis, 'console', options.console);
  replaceNetwork(options, timers);
  syncBuiltinESMExports();
  return () => false;
}

function replaceAll(target: object, standIns: object): void {
  for (const [name, value] of Object.entries(standIns)) replace(target, name, value);
}

function replaceTimers(timers: NodeTimers): void {
  const promises = createTimerPromises(timers);
  replace(timers.setTimeout, 'name', 'setTimeout');
  Reflect.defineProperty(timers.setTimeout, promisify.custom, { value: promises.setTimeout });
  replaceAll(globalThis, timers);
  replaceAll(timersModule, timers);
  replaceAll(timerPromises, promises);
  replace(timerPromises.scheduler, 'wait', (delay: number, options: object) =>
    promises.setTimeout(delay, undefined, options),
  );
}

function replaceClocks(clock: Clock, startEpochMs: () => number): void {
  replace(
    globalThis,
    'Date',
    createVirtualDate(() => startEpochMs() + clock.now()),
  );
  patchAbort(clock);
  replace(performance, 'now', () => clock.now());
  Reflect.defineProperty(performance, 'timeOrigin', { get: () => startEpochMs(), configurable: true });
  const hrtime = (since: readonly [number, number] = [0, 0]): [number, number] => {
    const ms = clock.now() - since[0] * 1_000 - since[1] / 1e6;
    return [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1e6)];
  };
  replace(process, 'hrtime', Object.assign(hrtime, { bigint: () => BigInt(clock.now()) * 1_000_000n }));
  replace(process, 'uptime', () => clock.now() / 1_000);
}

/** Every connection, secure or not, is one in memory; what goes over it is Node's own HTTP at both ends. */
function replaceNetwork({ network }: GlobalsOptions, timers: NodeTimers): void {
  const server = createWireServer(network);
  const connectBy =
    (scheme: 'http' | 'https') =>
    (...args: unknown[]) => {
      const wire = createMemoryWire(timers);
      const listener = args.find(isFunction);
      if (listener !== undefined) wire.client.once(scheme === 'https' ? 'secureConnect' : 'connect', listener);
      process.nextTick(() => {
        server.accept(wire.server, scheme);
        for (const event of ['connect', 'ready', ...(scheme === 'https' ? ['secureConnect'] : [])]) {
          wire.client.emit(event);
        }
      });
      return wire.client;
    };
  const connect = connectBy('http');
  replaceAll(net, { connect, createConnection: connect });
  replace(http.Agent.prototype, 'createConnection', connect);
  const connectSecurely = connectBy('https');
  replace(tls, 'connect', connectSecurely);
  replace(https.Agent.prototype, 'createConnection', connectSecurely);
}
