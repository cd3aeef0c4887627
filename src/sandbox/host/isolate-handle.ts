import type { HostMessage } from '../isolate/protocol.ts';

export type CrashListener = (cause: 'memory' | 'unknown') => void;

/** An isolate that is up, as the host holds it: one port, and a switch that always works. */
export interface IsolateHandle {
  post(message: HostMessage): void;
  /** Who hears from now on whatever the isolate sends; the listener trusts none of it. */
  listen(listener: (message: unknown) => void): void;
  /** Hears when the isolate dies by itself, until what comes back is called. */
  onCrash(listener: CrashListener): () => void;
  /**
   * Ends the isolate at once, whatever its code does. `isAtRest` when its run came to an end by itself; of any other
   * nothing is known but that it must go.
   */
  dispose(isAtRest?: boolean): void;
}

/** Starts an isolate; resolves when it is ready for a run. */
export type SpawnIsolate = () => Promise<IsolateHandle>;
