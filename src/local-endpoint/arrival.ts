import type { HeaderList } from '../sandbox/trace/events.ts';

/** A request as it came in. */
export interface Arrival {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array | null;
  /** Whether the work on it takes its time. If not, an answer comes as soon as the work begins. */
  readonly takesTime: boolean;
  /** Whether its client can't move the clock while it waits, so that the clock moves by itself until it is answered. */
  readonly movesClock: boolean;
  /** How long its client waits, in ms; `undefined`: for ever. */
  readonly timeoutMs: number | undefined;
}
