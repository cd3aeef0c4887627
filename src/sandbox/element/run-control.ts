import type { RunRequest } from '../host/run.ts';
import type { Trace } from '../trace/events.ts';
import { wireAttempts } from './attempt-buttons.ts';
import type { ElementRunOptions } from './element-types.ts';
import { offerAttempts } from './offer-attempts.ts';
import { part } from './part.ts';
import type { RunView } from './run-view.ts';
import { createStage } from './stage.ts';

/** Starts and stops the runs of a sandbox. */
export interface RunControl {
  /** Rejects, with a sentence, when there could be no run; whatever the code does, the trace tells. */
  run(request: RunRequest, options: ElementRunOptions): Promise<Trace>;
  stop(): void;
  /** Back to the run that the build recorded, which is its answer. */
  showRecorded(): Promise<Trace>;
}

export interface RunControlOptions {
  readonly recorded: () => Promise<Trace>;
  readonly onTrouble: (error: unknown) => void;
  /** A run ended, and its playback with it, and none has taken its place. */
  readonly onEnd: (trace: Trace) => void;
  readonly onCopy: (text: string) => void;
  /** Another sandbox of the page was run, so that this one's run was stopped. */
  readonly onDisplaced: () => void;
}

/** Creates the control. */
export function createRunControl(root: HTMLElement, view: RunView, options: RunControlOptions): RunControl {
  const { recorded, onTrouble, onEnd, onCopy, onDisplaced } = options;
  const timeline = part(root, '.timeline-room', HTMLElement);
  const stage = createStage(root, {
    openRecorded: recorded,
    onTrouble,
    onDrawn: () => offerAttempts(timeline),
    onCopy,
    onDisplaced,
  });
  let latest = 0;
  wireAttempts(timeline, (id) => void stage.openAttempt(id).catch(onTrouble));

  return {
    async run(request, { speed }) {
      const own = ++latest;
      view.setState('running');
      try {
        const trace = await stage.run(request, speed);
        if (own === latest) onEnd(trace);
        return trace;
      } catch (error) {
        if (own === latest) view.setState('idle');
        throw error;
      }
    },
    stop: () => stage.stop(),
    async showRecorded() {
      const own = ++latest;
      stage.stop();
      view.setState('idle');
      const trace = await recorded();
      if (own === latest) stage.show(trace);
      return trace;
    },
  };
}
