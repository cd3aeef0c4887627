import type { PlaybackClock } from '../trace/playback.ts';

interface PendingFrame {
  readonly frame: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** A frame that takes longer than this won't come: a page inside another, out of sight there, gets none. */
const LATEST_FRAME_MS = 500;

/** The page's time and frames. Where no frame comes a timer stands in for it, so that a playback ends all the same. */
export const pageClock: PlaybackClock<PendingFrame> = {
  now: () => performance.now(),
  request(callback) {
    const come = (): void => {
      pageClock.cancel(pending);
      callback();
    };
    const pending: PendingFrame = { frame: requestAnimationFrame(come), timer: setTimeout(come, LATEST_FRAME_MS) };
    return pending;
  },
  cancel({ frame, timer }) {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  },
};
