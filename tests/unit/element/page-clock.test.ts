import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pageClock } from '../../../src/sandbox/element/page-clock.ts';
import { createPlayback } from '../../../src/sandbox/trace/playback.ts';

let frames: Map<number, () => void>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  frames = new Map();
  let next = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    next += 1;
    frames.set(next, callback);
    return next;
  });
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => frames.delete(handle));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a frame that comes calls back once, and no timer after it', () => {
  const callback = vi.fn();
  pageClock.request(callback);
  for (const frame of [...frames.values()]) frame();
  vi.runAllTimers();
  expect(callback).toHaveBeenCalledTimes(1);
});

test('what was cancelled never calls back', () => {
  const callback = vi.fn();
  pageClock.cancel(pageClock.request(callback));
  expect(frames.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('a playback in a page that gets no frames ends when it would have with them', async () => {
  const shown: number[] = [];
  const playback = createPlayback({
    clock: pageClock,
    endMs: 60_000,
    instants: [0, 60_000],
    onTime: (t) => shown.push(t),
    speed: 10,
  });
  playback.play();
  vi.advanceTimersByTime(5999);
  expect(playback.state).toBe('playing');
  vi.advanceTimersByTime(1);
  expect([playback.state, shown.at(0), shown.at(-1)]).toEqual(['ended', 0, 60_000]);
  await playback.finished;
  expect([frames.size, vi.getTimerCount()]).toEqual([0, 0]);
});
