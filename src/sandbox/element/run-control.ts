import type { RunRequest } from '../host/run.ts';
import type { Trace } from '../trace/events.ts';
import { createAttemptButtons } from './attempt-buttons.ts';
import type { ElementRunOptions } from './element-types.ts';
import { part } from './part.ts';
import type { RunView } from './run-view.ts';
import { createStageLoader } from './stage-loader.ts';

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
}

/** Creates the control. What it needs beyond this file is loaded on the first run. */
export function createRunControl(root: HTMLElement, view: RunView, options: RunControlOptions): RunControl {
  const { recorded, onTrouble, onEnd, onCopy } = options;
  let latest = 0;
  let isStopWanted = false;

  const attempts = createAttemptButtons(part(root, '.timeline-room', HTMLElement), (id, attempt) => {
    openStage()
      .then((stage) => stage.openAttempt(id, attempt))
      .catch(onTrouble);
  });
  const openStage = createStageLoader(root, {
    openRecorded: recorded,
    onTrouble,
    onDrawn: () => attempts.refresh(),
    onCopy,
  });
  attempts.refresh();

  return {
    async run(request, { speed }) {
      const own = ++latest;
      isStopWanted = false;
      view.setState('running');
      try {
        const stage = await openStage();
        const running = stage.run(request, speed);
        if (isStopWanted) stage.stop();
        const trace = await running;
        if (own === latest) onEnd(trace);
        return trace;
      } catch (error) {
        if (own === latest) view.setState('idle');
        throw error;
      }
    },
    stop() {
      if (view.state() !== 'running') return;
      isStopWanted = true;
      openStage().then((stage) => stage.stop(), onTrouble);
    },
    async showRecorded() {
      latest++;
      view.setState('idle');
      const [stage, trace] = await Promise.all([openStage(), recorded()]);
      stage.show(trace);
      return trace;
    },
  };
}
