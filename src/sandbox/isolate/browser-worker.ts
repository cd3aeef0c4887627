/** The isolate in a browser: a classic worker, started from a blob inside the opaque-origin frame. */
import { createFindPlace, scriptName } from './find-place.ts';
import { prepareGlobals } from './globals.ts';
import type { ModuleFunction } from './modules.ts';
import type { Platform } from './platform.ts';
import type { HostMessage } from './protocol.ts';
import { startRuntime } from './runtime.ts';

/** The part of a dedicated worker's scope that we use; the DOM's types and a worker's can't be loaded together. */
declare const importScripts: (...addresses: string[]) => void;

/** The global through which an evaluated file hands over its function. Gone before any of them runs. */
const HAND_OVER = '__handOver';

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
  let onUncaught: (error: unknown, origin: 'uncaught' | 'unhandled-rejection') => void = () => undefined;
  listenOnScope('unhandledrejection', (event) => {
    event.preventDefault();
    onUncaught(event.reason, 'unhandled-rejection');
  });
  listenOnScope('error', (event) => {
    event.preventDefault();
    onUncaught(event.error, 'uncaught');
  });

  return {
    scope: globalThis,
    post,
    listen(listener) {
      port.onmessage = (event: MessageEvent<HostMessage>) => listener(event.data);
    },
    evaluate(file) {
      let made: unknown;
      Reflect.set(globalThis, HAND_OVER, (value: unknown) => {
        made = value;
      });
      const name = scriptName(file.name);
      // Engines differ in whether a stack shows the address or this name; the last one counts, so not the reader's.
      const script = `${HAND_OVER}(${file.code}\n)\n//# sourceURL=${name}`;
      const address = createUrl(new NativeBlob([script], { type: 'text/javascript' }));
      scripts.set(address, file.name).set(name, file.name);
      try {
        load(address);
      } finally {
        revokeUrl(address);
        Reflect.deleteProperty(globalThis, HAND_OVER);
      }
      if (!isModuleFunction(made)) throw new TypeError(`"${file.name}" did not compile to a function.`);
      return made;
    },
    async turn() {
      // The first task comes when microtasks have drained; rejections that they left are reported before the second.
      await nextTask();
      await nextTask();
    },
    onUncaught(listener) {
      onUncaught = listener;
    },
    findPlace: createFindPlace(scripts),
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
