import * as streams from 'web-streams-polyfill';
import { patchAbort } from './abort.ts';
import { LANGUAGE_GLOBALS, WEB_GLOBALS } from './allowlist.ts';
import { PlainBlob, PlainFile } from './blob.ts';
import type { Clock } from './clock.ts';
import type { ErrorBook } from './errors.ts';
import { patchEvents } from './event-stand-ins.ts';
import { PlainFormData } from './form-data.ts';
import { markWordedErrors, patchJsonParse, refuseCodeFromStrings } from './language-stand-ins.ts';
import { patchLocale } from './locale-stand-ins.ts';
import { deleteGlobals, freezeIntrinsics } from './lockdown.ts';
import { replace } from './reflection.ts';
import type { Network } from './network.ts';
import type { Random } from '../endpoint/random.ts';
import { PlainRequest, type RequestOptions } from './request.ts';
import { PlainResponse } from './response.ts';
import { createSeededCrypto } from './seeded-crypto.ts';
import { TextDecoderStream, TextEncoderStream } from './text-streams.ts';
import { createTimers } from './timers.ts';
import { createVirtualDate } from './virtual-date.ts';
import { keepWorld, type RestoreWorld } from './keep-world.ts';

/** What stand-ins are made of. */
export interface GlobalsOptions {
  readonly scope: object;
  readonly clock: Clock;
  /** Known once the run starts; nobody asks before. */
  readonly startEpochMs: () => number;
  readonly random: Random;
  readonly network: Network;
  readonly console: object;
  readonly book: ErrorBook;
  readonly onThrow: (error: unknown) => void;
}

/** `queueMicrotask` whose errors come to us, at the same point in every engine. */
function createQueueMicrotask(onThrow: (error: unknown) => void): (callback: unknown) => void {
  const queueNatively = queueMicrotask;
  return (callback) => {
    if (typeof callback !== 'function') throw new TypeError('queueMicrotask needs a function.');
    queueNatively(() => {
      try {
        Reflect.apply(callback, undefined, []);
      } catch (error) {
        onThrow(error);
      }
    });
  };
}

/** `performance` on the virtual clock. */
function createPerformance(clock: Clock, startEpochMs: () => number): object {
  return {
    now: () => clock.now(),
    get timeOrigin() {
      return startEpochMs();
    },
    toJSON: () => ({ timeOrigin: startEpochMs() }),
  };
}

/**
 * Gives the scope its stand-ins, deletes what is not allowed, and freezes the rest. Before the first reader line. What
 * comes back tells whether what is not frozen still is as it was.
 */
export function prepareGlobals(options: GlobalsOptions): RestoreWorld {
  const { scope, clock, startEpochMs, random, network, book, onThrow } = options;
  const { ReadableStream, WritableStream, TransformStream } = streams;
  const standIns: Record<string, unknown> = {
    ...streams,
    ...createTimers(clock, onThrow),
    Blob: PlainBlob,
    Date: createVirtualDate(() => startEpochMs() + clock.now()),
    File: PlainFile,
    FormData: PlainFormData,
    ReadableStream,
    Request: PlainRequest,
    Response: PlainResponse,
    TextDecoderStream,
    TextEncoderStream,
    TransformStream,
    WritableStream,
    console: options.console,
    crypto: createSeededCrypto(random),
    fetch: (input: unknown, init?: RequestOptions) => network.fetch(input, init),
    performance: createPerformance(clock, startEpochMs),
    queueMicrotask: createQueueMicrotask(onThrow),
    self: scope,
  };
  const kept = [...LANGUAGE_GLOBALS, ...WEB_GLOBALS].filter((name) => !(name in standIns));
  deleteGlobals(scope, new Set(kept));
  for (const [name, value] of Object.entries(standIns)) {
    // Our classes have other names, and a bundle shortens them.
    if (typeof value === 'function') replace(value, 'name', name);
    replace(scope, name, value);
  }
  for (const name of ['createObjectURL', 'revokeObjectURL']) Reflect.deleteProperty(URL, name);
  replace(Math, 'random', () => random.next());
  patchEvents(scope, clock);
  patchAbort(clock);
  patchJsonParse();
  patchLocale(() => startEpochMs() + clock.now());
  refuseCodeFromStrings(scope);
  markWordedErrors(scope, book);
  freezeIntrinsics(scope, LANGUAGE_GLOBALS, WEB_GLOBALS);
  return keepWorld(scope);
}
