import type { SourcePlace } from '../trace/events.ts';
import { createClock } from './clock.ts';
import { createConsole } from './console.ts';
import { createErrorBook } from './errors.ts';
import type { GlobalsOptions } from './globals.ts';
import { inspect, type InspectOptions } from './inspect.ts';
import { createModuleLoader, type ModuleFunction } from './modules.ts';
import { createNetwork } from './network.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Platform } from './platform.ts';
import type { StartMessage } from './protocol.ts';
import { createRandom, type Random } from '../endpoint/random.ts';
import { runLoop, type RunState } from './run-loop.ts';

function showPlace(place: SourcePlace | undefined): string | undefined {
  return place === undefined ? undefined : `${place.file}:${place.line}`;
}

/** Gives the code that will run the clock, chance and network of its run. Before its first line. */
export type PrepareGlobals = (options: GlobalsOptions) => void;

/** Makes the reader's world ready, answers pings and waits for the one `start`; an isolate serves one run. */
export function startRuntime(platform: Platform, prepareGlobals: PrepareGlobals): void {
  // Before it is asked for, so that a run finds it done.
  const begin = prepareRun(platform, prepareGlobals);
  let state: RunState | undefined;
  platform.listen((message) => {
    switch (message.kind) {
      case 'ping':
        platform.post({ kind: 'pong' });
        return;
      case 'answers':
        state?.receive(message);
        return;
      case 'start':
        state ??= begin(message);
        return;
    }
  });
  platform.post({ kind: 'ready' });
}

/** What only the start tells. What was made ready before asks for it when reader code does. */
interface Begun {
  readonly startEpochMs: number;
  readonly random: Random;
  readonly outbox: Outbox;
  readonly state: RunState;
}

function prepareRun(platform: Platform, prepareGlobals: PrepareGlobals): (start: StartMessage) => RunState {
  const clock = createClock();
  let started: Begun | undefined;
  const begun = (): Begun => {
    if (started === undefined) throw new Error('The run has not started.');
    return started;
  };
  const inspectOptions: InspectOptions = {
    depth: 3,
    maxEntries: 100,
    placeOf: (error) => showPlace(book.placeOf(error)),
  };
  const book = createErrorBook(platform.findPlace, (value) => inspect(value, inspectOptions));
  const network = createNetwork({
    clock,
    send: (item) => begun().outbox.add(item),
    capturePlace() {
      const place = book.currentPlace();
      return (error) => {
        if (typeof error === 'object' && error !== null) book.setPlace(error, place);
      };
    },
  });
  const print = createConsole({
    inspectOptions,
    now: () => clock.now(),
    write: (line) => begun().outbox.add({ t: clock.now(), kind: 'log', ...line }),
    isOpen: () => begun().outbox.overrun() === undefined,
  });
  prepareGlobals({
    scope: platform.scope,
    clock,
    startEpochMs: () => begun().startEpochMs,
    random: { next: () => begun().random.next(), nextUint32: () => begun().random.nextUint32() },
    network,
    console: print,
    book,
    onThrow: (error) => begun().state.throw(error, 'uncaught'),
  });

  return (start) => {
    const outbox = createOutbox(start.budgets);
    const state = runLoop({ platform, clock, outbox, network, book, start });
    started = { startEpochMs: start.startEpochMs, random: createRandom(start.seed), outbox, state };
    platform.onUncaught((error, origin) => state.throw(error, origin));
    const functions = new Map<string, ModuleFunction>();
    // Only now: to the engine, a file's text may hold more than the one function that the compiler saw in it.
    const together = start.files.filter(({ name }) => start.together?.includes(name));
    for (const [index, made] of (platform.evaluateTogether?.(together) ?? []).entries()) {
      functions.set(together[index]?.name ?? '', made);
    }
    for (const file of start.files) {
      try {
        if (!functions.has(file.name)) functions.set(file.name, platform.evaluate(file));
      } catch (error) {
        const { name, message } = book.toTraceError(error);
        state.fail({ t: 0, kind: 'error', origin: 'compile', error: { name, message, file: file.name, engine: true } });
        return state;
      }
    }
    state.go(createModuleLoader(start.files, functions).run(start.entry));
    return state;
  };
}
