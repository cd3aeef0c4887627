/** The isolate in a browser: a classic worker, started from a blob inside the opaque-origin frame. */
import { createFindPlace, scriptName } from './find-place.ts';
import { prepareGlobals } from './globals.ts';
import { mergeFiles, type MergedFiles } from './merge-files.ts';
import type { ModuleFunction } from './modules.ts';
import type { Platform } from './platform.ts';
import type { HostMessage } from './protocol.ts';
import { startRuntime } from './runtime.ts';

/** The part of a dedicated worker's scope that we use; the DOM's types and a worker's can't be loaded together. */
declare const importScripts: (...addresses: string[]) => void;

/** The global through which an evaluated file hands over its function. Gone before any of them runs. */
const HAND_OVER = '__handOver';
/** The script that holds several files; no file is called so. */
const MERGED = '';

function isModuleFunction(value: unknown): value is ModuleFunction {
  return typeof value === 'function';
}

/** Resolves in a task of its own. */
function createNextTask(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const post = port2.postMessage.bind(port2);
  let resolveTask: (() => void) | undefined;
  port1.onmessage = () => resolveTask?.();
  return () =>
    new Promise((resolve) => {
      resolveTask = resolve;
      post(null);
    });
}

function createPlatform(port: MessagePort): Platform {
  /** Captured before reader code could replace or lose them. */
  const load = importScripts;
  const NativeBlob = Blob;
  const createUrl = URL.createObjectURL.bind(URL);
  const revokeUrl = URL.revokeObjectURL.bind(URL);
  const realNow = performance.now.bind(performance);
  const post = port.postMessage.bind(port);
  const listenOnScope = globalThis.addEventListener.bind(globalThis);
  const nextTask = createNextTask();
  const scripts = new Map<string, string>();
  const findInScripts = createFindPlace(scripts);
  let merged: MergedFiles | undefined;
  let onUncaught: (error: unknown, origin: 'uncaught' | 'unhandled-rejection') => void = () => undefined;
  listenOnScope('unhandledrejection', (event) => {
    event.preventDefault();
    onUncaught(event.reason, 'unhandled-rejection');
  });
  listenOnScope('error', (event) => {
    event.preventDefault();
    onUncaught(event.error, 'uncaught');
  });

  /** Runs a script; gives back what it handed over. */
  function evaluateAs(file: string, text: string): readonly unknown[] {
    const made: unknown[] = [];
    Reflect.set(globalThis, HAND_OVER, (value: unknown) => void made.push(value));
    const name = scriptName(file);
    // Engines differ in whether a stack shows the address or this name; the last one counts, so not the reader's.
    const address = createUrl(new NativeBlob([`${text}\n//# sourceURL=${name}`], { type: 'text/javascript' }));
    scripts.set(address, file).set(name, file);
    try {
      load(address);
    } finally {
      revokeUrl(address);
      Reflect.deleteProperty(globalThis, HAND_OVER);
    }
    return made;
  }

  return {
    scope: globalThis,
    post,
    listen(listener) {
      port.onmessage = (event: MessageEvent<HostMessage>) => listener(event.data);
    },
    evaluate(file) {
      const made = evaluateAs(file.name, `${HAND_OVER}(${file.code}\n)`).at(-1);
      if (!isModuleFunction(made)) throw new TypeError(`"${file.name}" did not compile to a function.`);
      return made;
    },
    evaluateTogether(files) {
      merged = mergeFiles(files, HAND_OVER);
      if (merged === undefined) return undefined;
      try {
        const made = evaluateAs(MERGED, merged.code).filter(isModuleFunction);
        if (made.length === files.length) return made;
      } catch {
        // One by one they tell which of them can't be read.
      }
      scripts.clear();
      return undefined;
    },
    async turn() {
      // The first task comes when microtasks have drained; rejections that they left are reported before the second.
      await nextTask();
      await nextTask();
    },
    onUncaught(listener) {
      onUncaught = listener;
    },
    findPlace(stack, except) {
      const place = findInScripts(stack, except);
      return place?.file === MERGED ? merged?.locate(place.line) : place;
    },
    realNow,
  };
}

globalThis.addEventListener(
  'message',
  (event) => {
    const [port] = event.ports;
    if (port !== undefined) startRuntime(createPlatform(port), prepareGlobals);
  },
  { once: true },
);
