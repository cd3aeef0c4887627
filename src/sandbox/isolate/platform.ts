import type { FindPlace } from './errors.ts';
import type { ModuleFunction } from './modules.ts';
import type { CompiledFile, HostMessage, IsolateMessage } from './protocol.ts';

/** What a host lends to the runtime: the few things that differ between a browser's worker and Node's. */
export interface Platform {
  /** The global object that reader code sees. */
  readonly scope: object;
  post(message: IsolateMessage): void;
  listen(listener: (message: HostMessage) => void): void;
  /** Evaluates a compiled file to its function, without running it. Throws the engine's `SyntaxError`. */
  evaluate(file: CompiledFile): ModuleFunction;
  /** Resolves once all reader code is idle and every rejection left behind has been reported. */
  turn(): Promise<void>;
  /** Whose turn it is to hear of what reader code threw or rejected and did not catch. */
  onUncaught(listener: (error: unknown, origin: 'uncaught' | 'unhandled-rejection') => void): void;
  readonly findPlace: FindPlace;
  /** Real time in ms, for the budget of computing. */
  realNow(): number;
}
