/** How fast a run is shown: in about six seconds, as many times as fast as it was, or at once. */
export type PlaybackSpeed = 'fit' | 1 | 10 | 'instant';

/** Real time and the page's frames, as the playback needs them. */
export interface PlaybackClock<Handle> {
  now(): number;
  /** Calls back once, at the next frame. */
  request(callback: () => void): Handle;
  cancel(handle: Handle): void;
}

/** What is played. `endMs` and `instants` (sorted, each once) are those of the trace. */
export interface PlaybackOptions<Handle> {
  readonly clock: PlaybackClock<Handle>;
  readonly endMs: number;
  readonly instants: readonly number[];
  /** Shows the run as it was at `t`; called whenever that changes. */
  readonly onTime: (t: number) => void;
  /** @default 'fit' */
  readonly speed?: PlaybackSpeed;
  /** Whether the page can't be seen now: then a playback that plays goes straight to the end. @default false */
  readonly isHidden?: boolean;
}

export type PlaybackState = 'ready' | 'playing' | 'paused' | 'ended';

/** The playing of one trace. */
export interface Playback {
  readonly state: PlaybackState;
  readonly timeMs: number;
  readonly speed: PlaybackSpeed;
  /** Resolves when the end has been shown, however it was reached, or when the playback is given up. */
  readonly finished: Promise<void>;
  /** Plays on; from the start when it has ended. */
  play(): void;
  pause(): void;
  /** Shows another instant. Plays on from there if it was playing. */
  seek(t: number): void;
  /** Goes to the next instant at which something happens, or the one before, and stays there. */
  step(direction?: 'forward' | 'back'): void;
  setSpeed(speed: PlaybackSpeed): void;
  /** Tells whether the page can be seen: frames don't come to one that can't. */
  setHidden(isHidden: boolean): void;
  /** Gives it up where it is. */
  dispose(): void;
}

/** How long `fit` takes for a run that lasts longer than that; a shorter one is shown in its own time. */
const FIT_MS = 6000;

/** Virtual ms for each real one. */
function rateOf(speed: PlaybackSpeed, endMs: number): number {
  if (speed === 'instant') return Infinity;
  return speed === 'fit' ? Math.max(1, endMs / FIT_MS) : speed;
}

/** Plays a trace on an injected clock. The state it ends in is the same at every speed: the last instant, shown once. */
export function createPlayback<Handle>(options: PlaybackOptions<Handle>): Playback {
  const { clock, endMs, instants, onTime } = options;
  let { speed = 'fit', isHidden = false } = options;
  let state: PlaybackState = 'ready';
  let timeMs = 0;
  let shownMs: number | null = null;
  /** Where playing began, in virtual and in real time. */
  let from = { timeMs: 0, realMs: 0 };
  let frame: { readonly handle: Handle } | null = null;
  let ending = Promise.withResolvers<undefined>();

  function stopFrames(): void {
    if (frame) clock.cancel(frame.handle);
    frame = null;
  }

  /** Shows an instant; at the last one playing is over. */
  function show(t: number): void {
    timeMs = Math.min(endMs, Math.max(0, t));
    const isOver = timeMs === endMs;
    if (isOver) {
      stopFrames();
      state = 'ended';
    } else if (state === 'ended') {
      state = 'paused';
      ending = Promise.withResolvers();
    }
    if (shownMs !== timeMs) {
      shownMs = timeMs;
      onTime(timeMs);
    }
    // `onTime` may have begun something new, which must not be told that it is over.
    if (isOver && timeMs === endMs) ending.resolve(undefined);
  }

  function catchUp(): void {
    const elapsedMs = Math.max(0, clock.now() - from.realMs);
    show(Math.floor(from.timeMs + elapsedMs * rateOf(speed, endMs)));
  }

  function advance(): void {
    frame = null;
    catchUp();
    if (state === 'playing') schedule();
  }

  function schedule(): void {
    stopFrames();
    frame = { handle: clock.request(advance) };
  }

  function rewind(): void {
    timeMs = 0;
    shownMs = null;
  }

  /** Plays on from the instant that is shown, at the speed that is set. */
  function start(): void {
    from = { timeMs, realMs: clock.now() };
    const isAtOnce = isHidden || rateOf(speed, endMs) === Infinity;
    show(isAtOnce ? endMs : timeMs);
    if (state === 'playing') schedule();
  }

  function pause(): void {
    if (state !== 'playing') return;
    stopFrames();
    state = 'paused';
  }

  return {
    get state() {
      return state;
    },
    get timeMs() {
      return timeMs;
    },
    get speed() {
      return speed;
    },
    get finished() {
      return ending.promise;
    },
    play() {
      if (state === 'playing') return;
      if (state === 'ended') ending = Promise.withResolvers();
      const fromStart = state !== 'paused';
      state = 'playing';
      if (fromStart) rewind();
      start();
    },
    pause,
    seek(t) {
      const wasPlaying = state === 'playing';
      show(Math.floor(t));
      if (wasPlaying && timeMs < endMs) start();
      else if (state === 'ready') state = 'paused';
    },
    step(direction = 'forward') {
      pause();
      const next =
        direction === 'forward'
          ? instants.find((t) => shownMs === null || t > timeMs)
          : instants.findLast((t) => t < timeMs);
      if (state === 'ready') state = 'paused';
      show(next ?? (direction === 'forward' ? endMs : 0));
    },
    setSpeed(next) {
      if (state === 'playing') catchUp();
      speed = next;
      if (state === 'playing') start();
    },
    setHidden(hidden) {
      isHidden = hidden;
      if (hidden && state === 'playing') show(endMs);
    },
    dispose() {
      stopFrames();
      if (state === 'playing') state = 'paused';
      ending.resolve(undefined);
    },
  };
}
