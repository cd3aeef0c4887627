/** All that reaches the page past the port, and its own faults; both lists grow as it comes. */
export interface Heard {
  readonly heard: readonly string[];
  readonly faults: readonly string[];
  /** Resolves when this word comes; it is not counted as heard. */
  readonly next: (word: string) => Promise<void>;
}

/** Listens for as long as the page lives. */
export function listenToAll(): Heard {
  const heard: string[] = [];
  const faults: string[] = [];
  const awaited = new Map<string, () => void>();
  const onMessage = ({ data }: MessageEvent<unknown>): void => {
    const word = String(data);
    const resolve = awaited.get(word);
    if (resolve === undefined) heard.push(word);
    else resolve();
  };
  window.addEventListener('message', onMessage);
  new BroadcastChannel('hostile').onmessage = onMessage;
  window.addEventListener('error', ({ message }) => void faults.push(message));
  window.addEventListener('unhandledrejection', ({ reason }) => void faults.push(String(reason)));
  return {
    heard,
    faults,
    next: (word) => new Promise((resolve) => void awaited.set(word, resolve)),
  };
}
