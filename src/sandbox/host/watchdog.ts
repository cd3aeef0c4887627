import type { Budgets } from '../isolate/protocol.ts';

/** Watches, in real time, that an isolate lives and does not compute for ever. */
export interface Watchdog {
  start(): void;
  stop(): void;
  /** The isolate sent something. */
  hearLife(): void;
  /** The host works, so the isolate's time stands still. */
  pause(): void;
  resume(): void;
}

interface WatchdogOptions {
  readonly budgets: Budgets;
  readonly ping: () => void;
  readonly onDead: (reason: 'sign-of-life' | 'computing') => void;
}

/** How often it looks within the time that a sign of life may take. */
const LOOKS = 8;
/** The isolate keeps its own budget first; the host's is this much wider. */
const COMPUTING_SLACK = 1.25;

/** Creates a watchdog. A throttled timer in a hidden tab makes it slower, never wrong: it measures from its own ping. */
export function createWatchdog({ budgets, ping, onDead }: WatchdogOptions): Watchdog {
  let timer: ReturnType<typeof setInterval> | undefined;
  let pingedAt: number | undefined;
  let isSuspect = false;
  let computedMs = 0;
  let computingSince: number | undefined;

  function look(): void {
    const now = performance.now();
    if (computingSince === undefined) return;
    if (pingedAt !== undefined && now - pingedAt > budgets.signOfLifeMs) {
      // A page that was held up itself may not have heard the answer yet; it has by its next look.
      if (isSuspect) onDead('sign-of-life');
      isSuspect = true;
    } else if (computedMs + now - computingSince > budgets.computingMs * COMPUTING_SLACK) {
      onDead('computing');
    } else if (pingedAt === undefined) {
      pingedAt = now;
      ping();
    }
  }

  function pause(): void {
    if (computingSince !== undefined) computedMs += performance.now() - computingSince;
    computingSince = undefined;
  }

  return {
    start() {
      computingSince = performance.now();
      pingedAt = computingSince;
      ping();
      timer = setInterval(look, budgets.signOfLifeMs / LOOKS);
    },
    stop() {
      clearInterval(timer);
    },
    hearLife() {
      pingedAt = undefined;
      isSuspect = false;
    },
    pause,
    resume() {
      pause();
      computingSince = performance.now();
      pingedAt = undefined;
      isSuspect = false;
    },
  };
}
