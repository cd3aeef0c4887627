/** What a sandbox needs once the reader runs it, plays it or opens an attempt. Loaded then, and not before. */
import type { RunRequest } from '../host/run.ts';
import type { Trace } from '../trace/events.ts';
import type { PlaybackSpeed } from '../trace/playback.ts';
import { cutTrace } from './cut-trace.ts';
import { loadRunner } from './load-runner.ts';
import { moveStop } from './offer-attempts.ts';
import { createPlayer, type PlayerOptions } from './player.ts';
import { createRawPanel } from './raw-panel.ts';

/** The running and showing of a sandbox. */
export interface Stage {
  /** Runs, and plays what came of it; resolves when the playback ends. A stopped run resolves with what was seen of it. */
  run(request: RunRequest, speed?: PlaybackSpeed): Promise<Trace>;
  /** Stops the run, or what is left of its playback. */
  stop(): void;
  /** Shows a trace as it ended. */
  show(trace: Trace): void;
  /** Opens an attempt as raw HTTP, up to the instant that is shown. */
  openAttempt(id: number): Promise<void>;
}

export interface StageOptions extends Omit<PlayerOptions, 'onTime'> {
  readonly onCopy: (text: string) => void;
  readonly onDisplaced: () => void;
}

/** A run that has begun, until another takes its place. */
interface Running {
  isStopped: boolean;
  isOver: boolean;
  halt(): void;
}

/** Sets the stage of a sandbox. */
export function createStage(root: HTMLElement, options: StageOptions): Stage {
  const raw = createRawPanel(root, options.onCopy);
  const player = createPlayer(root, { ...options, onTime: () => void followTime() });
  let running: Running | undefined;

  const stop = (): void => {
    if (running === undefined) return;
    running.isStopped = true;
    running.halt();
  };

  /** Another sandbox of the page takes the floor. */
  const giveWay = (): void => {
    if (running !== undefined && !running.isStopped && !running.isOver) options.onDisplaced();
    stop();
  };

  /** Runs to the end, at full speed. What that needs is loaded on the first run. */
  const compute = async (request: RunRequest, own: Running): Promise<Trace> => {
    const { startOnPage } = await loadRunner();
    const job = startOnPage(request, giveWay);
    own.halt = () => job.stop();
    if (own.isStopped) job.stop();
    return job.result;
  };

  const play = async (trace: Trace, speed: PlaybackSpeed, own: Running): Promise<Trace> => {
    own.halt = () => player.halt();
    await player.play(trace, speed);
    return own.isStopped ? cutTrace(trace, player.timeMs()) : trace;
  };

  /** Keeps an open attempt at the instant that is shown; before it was sent there is none. */
  const followTime = async (): Promise<void> => {
    const id = raw.openId();
    if (id === undefined) return;
    const attempt = (await player.attempts()).find((candidate) => candidate.id === id);
    if (raw.openId() !== id) return;
    if (attempt === undefined) raw.close();
    else raw.refresh(attempt);
  };

  return {
    stop,
    async run(request, speed = player.speed()) {
      stop();
      raw.close();
      const own: Running = { isStopped: false, isOver: false, halt: () => undefined };
      running = own;
      const restore = player.announce('Running');
      root.toggleAttribute('data-computing', true);
      const result = await compute(request, own)
        .catch((error: unknown) => {
          if (running === own) restore();
          throw error;
        })
        .finally(() => running === own && root.toggleAttribute('data-computing', false));
      const isPlayed = !own.isStopped && speed !== 'instant';
      const trace = isPlayed ? await play(result, speed, own) : result;
      own.isOver = true;
      // Nobody waits for the drawing; a run that took this one's place draws its own.
      if (!isPlayed || own.isStopped) setTimeout(() => running === own && player.show(trace));
      return trace;
    },
    show(trace) {
      stop();
      running = undefined;
      root.toggleAttribute('data-computing', false);
      raw.close();
      player.show(trace);
    },
    async openAttempt(id) {
      const attempt = (await player.attempts()).find((candidate) => candidate.id === id);
      // Looked for only now: fetching the recorded run drew the timeline anew.
      const opener = root.querySelector<SVGElement>(`.attempt[data-id="${id}"]`);
      if (attempt === undefined || opener === null) return;
      moveStop(root, opener);
      raw.open(attempt, opener);
    },
  };
}
