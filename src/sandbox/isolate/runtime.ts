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
import type { CompiledFile, StartMessage } from './protocol.ts';
import { createRandom, type Random } from '../endpoint/random.ts';
import { runLoop, type RunState } from './run-loop.ts';
import type { RestoreWorld } from './keep-world.ts';

function showPlace(place: SourcePlace | undefined): string | undefined {
  return place === undefined ? undefined : `${place.file}:${place.line}`;
}

/**
 * Gives the code that will run the clock, chance and network of its run. Before its first line. Comes back with what
 * puts the world back, later on, to how it was left by this.
 */
export type PrepareGlobals = (options: GlobalsOptions) => RestoreWorld;

/**
 * Makes the reader's world ready, answers pings and waits for a `start`. An isolate serves one run; another only if the
 * host asks for it and all that the first changed can be put back.
 */
export function startRuntime(platform: Platform, prepareGlobals: PrepareGlobals): void {
  // Before it is asked for, so that a run finds it done.
  const runs = prepareRuns(platform, prepareGlobals);
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
        state ??= runs.begin(message);
        return;
      case 'reset':
        if (state?.isOver() !== true || !runs.restoreWorld()) {
          platform.post({ kind: 'spent' });
          return;
        }
        state = undefined;
        runs.reset();
        platform.post({ kind: 'ready' });
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

interface Runs {
  begin(start: StartMessage): RunState;
  readonly restoreWorld: RestoreWorld;
  /** Forgets the last run, which is over, with all that it had planned. */
  reset(): void;
}

function prepareRuns(platform: Platform, prepareGlobals: PrepareGlobals): Runs {
  const clock = createClock();
  const functions = createFunctions(platform);
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
    onReset: (forget) => clock.onReset(forget),
  });
  const restoreWorld = prepareGlobals({
    scope: platform.scope,
    clock,
    startEpochMs: () => begun().startEpochMs,
    random: { next: () => begun().random.next(), nextUint32: () => begun().random.nextUint32() },
    network,
    console: print,
    book,
    onThrow: (error) => begun().state.throw(error, 'uncaught'),
  });

  function begin(start: StartMessage): RunState {
    // All that an engine keeps of the last match, as in `RegExp.$1`.
    /(?:)/.exec('');
    const outbox = createOutbox(start.budgets);
    const state = runLoop({ platform, clock, outbox, network, book, start });
    started = { startEpochMs: start.startEpochMs, random: createRandom(start.seed), outbox, state };
    platform.onUncaught((error, origin) => state.throw(error, origin));
    const bodies = new Map<string, ModuleFunction>();
    // Only now: to the engine, a file's text may hold more than the one function that the compiler saw in it.
    for (const file of start.files) {
      try {
        bodies.set(file.name, functions.of(file));
      } catch (error) {
        const { name, message } = book.toTraceError(error);
        state.fail({ t: 0, kind: 'error', origin: 'compile', error: { name, message, file: file.name, engine: true } });
        return state;
      }
    }
    state.go(createModuleLoader(start.files, bodies, start.given).run(start.entry));
    return state;
  }

  return { begin, restoreWorld, reset: () => clock.reset() };
}

/** Evaluates each file once, however many runs have it: its function makes the module anew each time. */
function createFunctions(platform: Platform): { of(file: CompiledFile): ModuleFunction } {
  const known = new Map<string, { readonly code: string; readonly made: ModuleFunction }>();
  return {
    of(file) {
      const last = known.get(file.name);
      if (last?.code === file.code) return last.made;
      const made = platform.evaluate(file);
      known.set(file.name, { code: file.code, made });
      return made;
    },
  };
}
