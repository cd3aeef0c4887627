import type { Attempt } from '../trace/attempts.ts';
import type { Trace } from '../trace/events.ts';
import { createPlayback, type Playback, type PlaybackSpeed } from '../trace/playback.ts';
import { instantsOf, stateAt } from '../trace/state-at.ts';
import { summarySentence } from '../trace/summary.ts';
import { drawTrace } from './drawing.ts';
import { pageClock } from './page-clock.ts';
import { createPlaybackBar } from './playback-bar.ts';
import { createSummaryAt } from './summary-at.ts';
import { createSummaryLine } from './summary-line.ts';

/** Shows one trace at a time and plays it. */
export interface Player {
  /** Says a word in the place of the summary. What comes back takes it away again. */
  announce(text: string): () => void;
  /** The speed that the reader chose. */
  speed(): PlaybackSpeed;
  /** Draws a trace as it ended. */
  show(trace: Trace): void;
  /** Draws a trace and plays it from the start; resolves when the end is shown or the playback was given up. */
  play(trace: Trace, speed: PlaybackSpeed): Promise<void>;
  /** Gives the playback up where it is. */
  halt(): void;
  /** The instant that is shown. */
  timeMs(): number;
  /** The attempts up to the instant that is shown. */
  attempts(): Promise<readonly Attempt[]>;
}

export interface PlayerOptions {
  /** Fetches the trace that the page shows before anything has run: the controls work on that one too. */
  readonly openRecorded: () => Promise<Trace>;
  /** That trace did not come. */
  readonly onTrouble: (error: unknown) => void;
  /** A trace was drawn in the place of the one before. */
  readonly onDrawn: () => void;
  /** Another instant is shown. */
  readonly onTime: () => void;
}

interface Shown {
  readonly trace: Trace;
  readonly endMs: number;
  readonly playback: Playback;
}

/** Nobody who asked for less motion gets any that they did not choose: what fits by itself is then shown at once. */
function withoutUnwantedMotion(speed: PlaybackSpeed): PlaybackSpeed {
  return speed === 'fit' && matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : speed;
}

/** Creates the player of a sandbox. */
export function createPlayer(root: HTMLElement, { openRecorded, onTrouble, onDrawn, onTime }: PlayerOptions): Player {
  const summary = createSummaryLine(root);
  let shown: Shown | undefined;

  /** What the controls act on: the trace that is shown, or the recorded one if nothing has run yet. */
  const present = async (): Promise<Shown> => {
    if (shown === undefined) {
      const recorded = await openRecorded();
      shown ??= showEnd(recorded);
    }
    return shown;
  };

  const order = (act: (playback: Playback) => void): void => {
    present().then(({ playback }) => {
      act(playback);
      refresh();
    }, onTrouble);
  };

  const bar = createPlaybackBar(root, {
    toggle: () => order((playback) => (playback.state === 'playing' ? playback.pause() : playback.play())),
    step: (direction) => order((playback) => playback.step(direction)),
    seek: (t) => order((playback) => playback.seek(t)),
    setSpeed: (speed) => shown?.playback.setSpeed(withoutUnwantedMotion(speed)),
  });

  const refresh = (): void => {
    if (shown !== undefined) bar.show(shown.playback, shown.endMs);
  };

  const load = (trace: Trace): Shown => {
    shown?.playback.dispose();
    const endMs = trace.events.at(-1)?.t ?? 0;
    const summaryAt = createSummaryAt(trace);
    const drawing = drawTrace(root, trace);
    const playback = createPlayback({
      clock: pageClock,
      endMs,
      instants: instantsOf(trace.events),
      speed: withoutUnwantedMotion(bar.speed()),
      isHidden: document.hidden,
      onTime(t) {
        const parts = summaryAt(t);
        drawing.showAt(t, summarySentence(parts));
        if (t === endMs) summary.showEnd(parts);
        else summary.showSoFar(parts);
        bar.show(playback, endMs);
        onTime();
      },
    });
    onDrawn();
    return { trace, endMs, playback };
  };

  const showEnd = (trace: Trace): Shown => {
    const loaded = load(trace);
    loaded.playback.seek(loaded.endMs);
    return loaded;
  };

  document.addEventListener('visibilitychange', () => shown?.playback.setHidden(document.hidden));

  return {
    announce: (text) => summary.say(text),
    speed: () => bar.speed(),
    show(trace) {
      shown = showEnd(trace);
    },
    async play(trace, speed) {
      shown = load(trace);
      const { playback } = shown;
      playback.setSpeed(withoutUnwantedMotion(speed));
      playback.play();
      refresh();
      await playback.finished;
      refresh();
    },
    halt: () => shown?.playback.dispose(),
    timeMs: () => shown?.playback.timeMs ?? 0,
    async attempts() {
      const { trace, playback } = await present();
      return stateAt(trace, playback.timeMs).attempts;
    },
  };
}
