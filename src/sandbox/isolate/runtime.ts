import type { SourcePlace } from '../trace/events.ts';
import { createClock } from './clock.ts';
import { createConsole } from './console.ts';
import { createErrorBook } from './errors.ts';
import { prepareGlobals } from './globals.ts';
import { inspect, type InspectOptions } from './inspect.ts';
import { createModuleLoader, type ModuleFunction } from './modules.ts';
import { createNetwork } from './network.ts';
import { createOutbox } from './outbox.ts';
import type { Platform } from './platform.ts';
import type { StartMessage } from './protocol.ts';
import { createRandom } from '../endpoint/random.ts';
import { runLoop, type RunState } from './run-loop.ts';

function showPlace(place: SourcePlace | undefined): string | undefined {
  return place === undefined ? undefined : `${place.file}:${place.line}`;
}

/** Answers pings and waits for the one `start`; a second is ignored, since an isolate serves one run. */
export function startRuntime(platform: Platform): void {
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
        state ??= beginRun(platform, message);
        return;
    }
  });
  platform.post({ kind: 'ready' });
}

function beginRun(platform: Platform, start: StartMessage): RunState {
  const clock = createClock();
  const random = createRandom(start.seed);
  const outbox = createOutbox(start.budgets);
  const inspectOptions: InspectOptions = {
    depth: 3,
    maxEntries: 100,
    placeOf: (error) => showPlace(book.placeOf(error)),
  };
  const book = createErrorBook(platform.findPlace, (value) => inspect(value, inspectOptions));
  const network = createNetwork({
    clock,
    outbox,
    capturePlace() {
      const place = book.currentPlace();
      return (error) => {
        if (typeof error === 'object' && error !== null) book.setPlace(error, place);
      };
    },
  });
  const state = runLoop({ platform, clock, outbox, network, book, start });
  const print = createConsole({
    inspectOptions,
    now: () => clock.now(),
    write: (line) => outbox.add({ t: clock.now(), kind: 'log', ...line }),
    isOpen: () => outbox.overrun() === undefined,
  });
  prepareGlobals({
    scope: platform.scope,
    clock,
    startEpochMs: start.startEpochMs,
    random,
    network,
    console: print,
    book,
    onThrow: (error) => state.throw(error, 'uncaught'),
  });
  platform.onUncaught((error, origin) => state.throw(error, origin));
  const functions = new Map<string, ModuleFunction>();
  // Only now: to the engine, a file's text may hold more than the one function that the compiler saw in it.
  for (const file of start.files) {
    try {
      functions.set(file.name, platform.evaluate(file));
    } catch (error) {
      const { name, message } = book.toTraceError(error);
      state.fail({ t: 0, kind: 'error', origin: 'compile', error: { name, message, file: file.name, engine: true } });
      return state;
    }
  }
  state.go(createModuleLoader(start.files, functions).run(start.entry));
  return state;
}
