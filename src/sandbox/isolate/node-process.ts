/** The isolate in Node: a process of its own, for the build, the tests and the command line. */
import { flushCompileCache } from 'node:module';
import vm from 'node:vm';
import { WEB_GLOBALS } from './allowlist.ts';
import type { HostMessage } from './protocol.ts';
import { createFindPlace, scriptName } from './find-place.ts';
import { prepareGlobals } from './globals.ts';
import type { ModuleFunction } from './modules.ts';
import type { Platform } from './platform.ts';
import { startRuntime } from './runtime.ts';

function isModuleFunction(value: unknown): value is ModuleFunction {
  return typeof value === 'function';
}

/** A stack as V8 writes it. Node's own way fails if the error's name or message throws. */
function writeStack(error: Error, sites: readonly unknown[]): string {
  const frames = sites.map((site) => `    at ${String(site)}`);
  try {
    return [String(error), ...frames].join('\n');
  } catch {
    // The reader's getters may throw anything; the places still count.
    return ['<error>', ...frames].join('\n');
  }
}

/** Captured before reader code could replace or lose them. */
const { setImmediate, process, performance } = globalThis;
const scripts = new Map<string, string>();

function createPlatform(post: Platform['post']): Platform {
  const realNow = performance.now.bind(performance);
  let onUncaught: (error: unknown, origin: 'uncaught' | 'unhandled-rejection') => void = () => undefined;
  process.on('uncaughtException', (error) => onUncaught(error, 'uncaught'));
  process.on('unhandledRejection', (error) => onUncaught(error, 'unhandled-rejection'));
  return {
    scope: globalThis,
    post,
    listen: (listener) => void process.on('message', (message: HostMessage) => listener(message)),
    evaluate(file) {
      const filename = scriptName(file.name);
      scripts.set(filename, file.name);
      // The reader may name the script, too; the last name counts.
      const made: unknown = vm.runInThisContext(`(${file.code}\n)\n//# sourceURL=${filename}`, { filename });
      if (!isModuleFunction(made)) throw new TypeError(`"${file.name}" did not compile to a function.`);
      return made;
    },
    // Node reports rejections when microtasks have drained, so before any immediate.
    turn: () => new Promise((resolve) => void setImmediate(resolve)),
    onUncaught(listener) {
      onUncaught = listener;
    },
    findPlace: createFindPlace(scripts),
    realNow,
  };
}

const send = process.send?.bind(process);
if (send === undefined) throw new Error('The isolate was started without a channel to its host.');
// The host ends this process without a warning, so what Node compiled for the next one is kept now.
flushCompileCache();
Error.stackTraceLimit = 50;
Error.prepareStackTrace = writeStack;
// Node makes some of these when they are first used, out of globals that will be gone by then.
for (const name of WEB_GLOBALS) Reflect.get(globalThis, name);
startRuntime(
  createPlatform((message) => void send(message)),
  prepareGlobals,
);
