/** The browser's isolate: a worker inside an opaque-origin frame, both gone when the frame is removed. */
import type { IsolateHandle } from './isolate-handle.ts';

/** How long an isolate may take to start. A frame that can't be loaded says nothing. */
const START_MS = 20_000;

interface FrameOptions {
  readonly frameUrl: string;
  /** The isolate's script; the page fetches it, since the frame has no network. */
  readonly loadCode: () => Promise<string>;
}

/** Creates the frame and its worker; resolves when the isolate says that it is ready. */
export async function spawnInFrame({ frameUrl, loadCode }: FrameOptions): Promise<IsolateHandle> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.title = 'Isolate';
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.src = frameUrl;
  const { port1: port, port2 } = new MessageChannel();
  const crashListeners = new Set<(cause: 'unknown') => void>();
  const onWindowMessage = (event: MessageEvent<unknown>): void => {
    if (event.source !== frame.contentWindow || event.data !== 'isolate-crashed') return;
    for (const listener of crashListeners) listener('unknown');
  };
  window.addEventListener('message', onWindowMessage);

  function dispose(): void {
    window.removeEventListener('message', onWindowMessage);
    port.onmessage = null;
    port.close();
    frame.remove();
  }

  const loaded = new Promise<void>((resolve, reject) => {
    frame.onload = () => resolve();
    frame.onerror = () => reject(new Error('Failed to load the sandbox: its frame did not open.'));
  });
  document.body.append(frame);
  let startTimer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const message = 'Failed to start the sandbox: it was not ready in time. Reload the page.';
    startTimer = setTimeout(() => reject(new Error(message)), START_MS);
  });
  try {
    const [code] = await Promise.race([Promise.all([loadCode(), loaded]), tooLate]);
    const ready = new Promise<void>((resolve, reject) => {
      port.onmessage = () => resolve();
      crashListeners.add(() => reject(new Error('Failed to start the sandbox: its worker did not start.')));
    });
    // The frame's origin is opaque, so no target origin could name it.
    frame.contentWindow?.postMessage({ code }, '*', [port2]);
    await Promise.race([ready, tooLate]);
  } catch (error) {
    dispose();
    throw error;
  } finally {
    clearTimeout(startTimer);
  }
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      port.onmessage = (event: MessageEvent<unknown>) => listener(event.data);
    },
    onCrash: (listener) => void crashListeners.add(listener),
    dispose,
  };
}
