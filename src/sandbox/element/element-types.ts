import type { PlaybackSpeed } from '../trace/playback.ts';
import type { Trace } from '../trace/events.ts';

export interface ElementRunOptions {
  /** @default the speed that the reader has chosen beneath the timeline */
  readonly speed?: PlaybackSpeed;
}

/** Which endpoint a sandbox meets. */
export interface ElementScenario {
  readonly id: string;
  readonly seed: number;
  readonly settings: Readonly<Record<string, number>>;
}

/** What a sandbox shows of itself as `data-state`. */
export type SandboxState = 'idle' | 'running' | 'succeeded' | 'failed' | 'stopped' | 'over-budget';

/** Told when a run has ended, and the playback that it was asked for. */
export type RunEndEvent = CustomEvent<{ readonly trace: Trace }>;
