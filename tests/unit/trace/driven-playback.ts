import fc from 'fast-check';
import { createPlayback } from '../../../src/sandbox/trace/playback.ts';
import type { Playback, PlaybackOptions, PlaybackSpeed } from '../../../src/sandbox/trace/playback.ts';

/** A playback on a clock of the test's. */
export interface DrivenPlayback {
  readonly playback: Playback;
  /** Every instant that was shown. */
  readonly shown: number[];
  /** Lets real time pass, a frame at a time. */
  readonly pass: (realMs: number, frameMs?: number) => void;
  readonly frames: () => number;
  /** Whether `finished` has resolved. */
  readonly isFinished: () => Promise<boolean>;
}

/** Creates a playback whose clock the test drives: of a run of a minute unless told otherwise. */
export function drivePlayback(more: Partial<PlaybackOptions<number>> = {}): DrivenPlayback {
  const shown: number[] = [];
  const waiting = new Map<number, () => void>();
  let [realMs, next] = [1000, 0];
  const clock = {
    now: () => realMs,
    request(callback: () => void) {
      next += 1;
      waiting.set(next, callback);
      return next;
    },
    cancel: (handle: number) => void waiting.delete(handle),
  };
  const playback = createPlayback({
    clock,
    endMs: 60_000,
    instants: [0, 80, 500, 60_000],
    onTime: (t) => shown.push(t),
    ...more,
  });
  return {
    playback,
    shown,
    frames: () => waiting.size,
    pass(ms, frameMs = 16) {
      for (const endMs = realMs + ms; realMs < endMs;) {
        realMs = Math.min(endMs, realMs + frameMs);
        const callbacks = [...waiting.values()];
        waiting.clear();
        for (const callback of callbacks) callback();
      }
    },
    async isFinished() {
      return Promise.race([
        playback.finished.then(() => true),
        Promise.resolve()
          .then(() => Promise.resolve())
          .then(() => false),
      ]);
    },
  };
}

export const anySpeed = fc.constantFrom<PlaybackSpeed>('fit', 1, 10, 'instant');

/** What a reader may do with a playback, or real time. */
export type Action =
  | { readonly kind: 'pass'; readonly ms: number; readonly frameMs: number }
  | { readonly kind: 'seek'; readonly t: number }
  | { readonly kind: 'speed'; readonly speed: PlaybackSpeed }
  | { readonly kind: 'pause' | 'play' | 'step' | 'back' };

/** Any action on a run of `endMs`: frames come fast or late, scrubs go anywhere, also beyond both ends. */
export function anyAction(endMs: number): fc.Arbitrary<Action> {
  return fc.oneof(
    fc.record({ kind: fc.constant('pass'), ms: fc.nat({ max: 3000 }), frameMs: fc.integer({ min: 1, max: 2500 }) }),
    fc.record({ kind: fc.constant('seek'), t: fc.integer({ min: -10, max: Math.ceil(endMs * 1.2) }) }),
    fc.record({ kind: fc.constant('speed'), speed: anySpeed }),
    fc.record({ kind: fc.constantFrom('pause', 'play', 'step', 'back') }),
  );
}

/** Does it. */
export function perform({ playback, pass }: DrivenPlayback, action: Action): void {
  switch (action.kind) {
    case 'pass':
      return pass(action.ms, action.frameMs);
    case 'seek':
      return playback.seek(action.t);
    case 'speed':
      return playback.setSpeed(action.speed);
    case 'pause':
      return playback.pause();
    case 'play':
      return playback.play();
    default:
      return playback.step(action.kind === 'back' ? 'back' : 'forward');
  }
}
