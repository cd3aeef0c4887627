import type { Budgets, GivenModules } from '../isolate/protocol.ts';
import type { Trace } from '../trace/events.ts';

/** Which endpoint a snippet meets, and its numbers where they differ from the scenario's own. */
export interface ScenarioChoice {
  readonly id: string;
  readonly settings?: Readonly<Record<string, number>>;
}

/** What to run. */
export interface RunRequest {
  /** File name -> TypeScript. */
  readonly files: Readonly<Record<string, string>>;
  /** The file that runs first; it may import the others. */
  readonly entry: string;
  /** Modules that are values, which the files may import. */
  readonly given?: GivenModules;
  readonly scenario: ScenarioChoice;
  readonly seed: number;
  /** Where the build put these files compiled, if it did; used for exactly these files only. */
  readonly readyMadeUrl?: string;
  readonly budgets?: Partial<Budgets>;
}

/** One run under way. */
export interface Run {
  /** The whole trace. What a snippet does wrong is data in it; it rejects only for a wrong request. */
  readonly result: Promise<Trace>;
  /** Ends the run at once. */
  stop(): void;
}

/** The budgets of a run, unless a request says otherwise. */
export const DEFAULT_BUDGETS: Budgets = {
  signOfLifeMs: 4_000,
  computingMs: 8_000,
  virtualMs: 24 * 60 * 60 * 1_000,
  events: 20_000,
  requests: 5_000,
  logLines: 2_000,
  messageBytes: 1_000_000,
  outputBytes: 8_000_000,
};
