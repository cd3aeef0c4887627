import { createDelivery, type Delivery } from '../host/network-delivery.ts';
import type { NetworkPanel } from '../host/network-panel.ts';
import { NetworkTroubleError, troubleSentence, type NetworkTrouble } from '../host/network-trouble.ts';

/** The way into the Network panel that the sandboxes of a page share. */
export interface SharedPanel {
  /** Opens the way, or closes it. */
  turn(on: boolean): void;
  /** How it stands, in a sentence; none while it is off. */
  words(): string;
  /** A way for the requests of one run, or none: the page then answers by itself. Never rejects. */
  openDelivery(): Promise<Delivery | undefined>;
  subscribe(listener: () => void): void;
}

export interface SharedPanelOptions {
  readonly isOn: boolean;
  /** Rejects with a `NetworkTroubleError` where it can't be had. */
  readonly open: () => Promise<NetworkPanel>;
  /** Takes away what an earlier visit to the page may have left. */
  readonly clean: () => Promise<void>;
}

const STARTING = 'Starting a service worker.';
const ON =
  'Open your browser’s developer tools, choose Network, and run: requests appear under __endpoint/. Each is answered at once, since waits are virtual; tokens are masked.';

/** Creates it. It opens and closes one after the other, however fast the reader turns it. */
export function createSharedPanel({ isOn, open, clean }: SharedPanelOptions): SharedPanel {
  const listeners: (() => void)[] = [];
  let panel: NetworkPanel | undefined;
  let words = '';
  let latest: Promise<void> = Promise.resolve();

  /** Lets `work` begin when all before it is done. What it can't do has no consequence but words. */
  function queue(work: () => Promise<void>): Promise<void> {
    latest = latest.then(work).catch(() => undefined);
    return latest;
  }

  function say(text: string): void {
    words = text;
    for (const listener of listeners) listener();
  }

  async function openOnce(): Promise<void> {
    if (!isOn || panel !== undefined) return;
    say(STARTING);
    try {
      panel = await open();
      if (isOn) say(ON);
    } catch (error) {
      if (isOn) say(troubleSentence(troubleOf(error)));
    }
  }

  async function close(): Promise<void> {
    if (isOn) return;
    const left = panel;
    panel = undefined;
    await (left === undefined ? clean() : left.close());
  }

  function lose(lost: NetworkPanel): void {
    if (panel !== lost) return;
    panel = undefined;
    say(troubleSentence('lost'));
    void queue(() => lost.close());
  }

  return {
    words: () => words,
    turn(on) {
      isOn = on;
      say('');
      void queue(on ? openOnce : close);
    },
    async openDelivery() {
      await queue(openOnce);
      const opened = panel;
      return opened && createDelivery(opened, () => lose(opened));
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}

function troubleOf(error: unknown): NetworkTrouble {
  return error instanceof NetworkTroubleError ? error.trouble : 'not-loaded';
}
