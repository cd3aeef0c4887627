/** The browser's isolates: workers inside an opaque-origin frame, all gone when the frame is removed. */
import type { CrashListener, IsolateHandle } from './isolate-handle.ts';

/** How long an isolate may take to start. A frame that can't be loaded says nothing. */
const START_MS = 20_000;

interface FrameOptions {
  readonly frameUrl: string;
  /** The isolate's script; the page fetches it, since the frame has no network. */
  readonly loadCode: () => Promise<string>;
}

/** A frame for isolates. */
export interface IsolateFrame {
  /** Starts a worker in it, with a port of its own, once it is open; resolves when that isolate says that it is ready. */
  spawn(): Promise<IsolateHandle>;
  /** Ends all that is in it at once, whatever it does. */
  remove(): void;
}

/** Opens a frame, which can be removed from the first moment. Nothing runs in it before `spawn`. */
export function openFrame({ frameUrl, loadCode }: FrameOptions): IsolateFrame {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.title = 'Isolate';
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.src = frameUrl;
  const loaded = new Promise<void>((resolve, reject) => {
    frame.onload = () => resolve();
    frame.onerror = () => reject(new Error('Failed to load the sandbox: its frame did not open.'));
  });
  document.body.append(frame);
  const opened = inTime(Promise.all([loadCode(), loaded]));
  // Whoever spawns in it hears of that.
  opened.catch(() => undefined);
  let isSent = false;
  return {
    async spawn() {
      const [code] = await opened;
      return spawnIn((ports) => {
        // The frame keeps the code, which is long. Its origin is opaque, so no target origin could name it.
        frame.contentWindow?.postMessage(isSent ? {} : { code }, '*', [...ports]);
        isSent = true;
      });
    },
    remove: () => frame.remove(),
  };
}

/** Starts a worker: one port leads to it, the other to the frame, which ends it and tells if it did not start. */
async function spawnIn(send: (ports: readonly MessagePort[]) => void): Promise<IsolateHandle> {
  const { port1: port, port2: workerPort } = new MessageChannel();
  const { port1: control, port2: framePort } = new MessageChannel();
  const crashListeners = new Set<CrashListener>();
  control.onmessage = () => {
    for (const listener of crashListeners) listener('unknown');
  };

  function dispose(): void {
    port.onmessage = null;
    port.close();
    control.onmessage = null;
    control.postMessage('end');
    control.close();
  }

  const ready = new Promise<void>((resolve, reject) => {
    port.onmessage = () => resolve();
    crashListeners.add(() => reject(new Error('Failed to start the sandbox: its worker did not start.')));
  });
  send([workerPort, framePort]);
  try {
    await inTime(ready);
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      port.onmessage = (event: MessageEvent<unknown>) => listener(event.data);
    },
    onCrash(listener) {
      crashListeners.add(listener);
      return () => crashListeners.delete(listener);
    },
    dispose,
  };
}

/** Creates a frame and one worker in it, which end together. */
export async function spawnInFrame(options: FrameOptions): Promise<IsolateHandle> {
  const frame = openFrame(options);
  try {
    const isolate = await frame.spawn();
    return {
      ...isolate,
      dispose(isAtRest) {
        isolate.dispose(isAtRest);
        frame.remove();
      },
    };
  } catch (error) {
    frame.remove();
    throw error;
  }
}

/** Gives up on what takes too long. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const message = 'Failed to start the sandbox: it was not ready in time. Reload the page.';
    timer = setTimeout(() => reject(new Error(message)), START_MS);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
