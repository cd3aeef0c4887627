import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPlayback } from '../../../src/sandbox/trace/playback.ts';
import type { PlaybackSpeed } from '../../../src/sandbox/trace/playback.ts';
import { anyAction, anySpeed, perform, drivePlayback } from './driven-playback.ts';

test.each<[PlaybackSpeed, number]>([
  ['fit', 6000],
  [1, 60_000],
  [10, 6000],
  ['instant', 0],
])('at %s a run of a minute takes %i ms', async (speed, realMs) => {
  const { playback, pass, shown, isFinished } = drivePlayback({ speed });
  playback.play();
  if (realMs > 0) {
    pass(realMs - 1);
    expect(playback.state).toBe('playing');
    expect(await isFinished()).toBe(false);
    pass(1);
  }
  expect(playback.state).toBe('ended');
  expect(shown.at(-1)).toBe(60_000);
  expect(await isFinished()).toBe(true);
});

test('a run shorter than six seconds fits in its own time', () => {
  const { playback, pass, shown } = drivePlayback({ endMs: 400, speed: 'fit' });
  playback.play();
  pass(200);
  expect(shown.at(-1)).toBe(200);
  pass(200);
  expect(playback.state).toBe('ended');
});

test('a run in which no time passes is over at once', async () => {
  const { playback, shown, frames, isFinished } = drivePlayback({ endMs: 0, instants: [0] });
  playback.play();
  expect(shown).toEqual([0]);
  expect(frames()).toBe(0);
  expect(await isFinished()).toBe(true);
});

test('instant shows the end and nothing before it', () => {
  const { playback, shown } = drivePlayback({ speed: 'instant' });
  playback.play();
  expect(shown).toEqual([60_000]);
});

test('pauses and plays on from where it was', () => {
  const { playback, pass, shown } = drivePlayback({ speed: 10 });
  playback.play();
  pass(1600);
  playback.pause();
  pass(5000);
  expect(playback.timeMs).toBe(16_000);
  playback.play();
  pass(160);
  expect(shown.at(-1)).toBe(17_600);
});

test('a change of speed in the middle loses no time and jumps over none', () => {
  const { playback, pass } = drivePlayback({ speed: 1 });
  playback.play();
  pass(1000);
  playback.setSpeed(10);
  expect(playback.timeMs).toBe(1000);
  pass(160);
  expect(playback.timeMs).toBe(2600);
  playback.setSpeed('instant');
  expect(playback.state).toBe('ended');
});

test('steps from one event to the next, forth and back', () => {
  const { playback, shown } = drivePlayback();
  for (let step = 0; step < 3; step += 1) playback.step();
  playback.step('back');
  playback.step('back');
  playback.step('back');
  expect(shown).toEqual([0, 80, 500, 80, 0]);
  expect(playback.state).toBe('paused');
});

test('a step pauses, and the last one ends', async () => {
  const { playback, pass, frames, isFinished } = drivePlayback({ speed: 10 });
  playback.play();
  pass(32);
  playback.step();
  expect([playback.state, playback.timeMs, frames()]).toEqual(['paused', 500, 0]);
  playback.step();
  expect(playback.state).toBe('ended');
  expect(await isFinished()).toBe(true);
});

test('scrubs while it plays, and plays on from there', () => {
  const { playback, pass } = drivePlayback({ speed: 10 });
  playback.play();
  pass(1600);
  playback.seek(500.7);
  expect([playback.state, playback.timeMs]).toEqual(['playing', 500]);
  pass(160);
  expect(playback.timeMs).toBe(2100);
});

test('scrubs within the run only', () => {
  const { playback } = drivePlayback();
  playback.seek(-40);
  expect(playback.timeMs).toBe(0);
  playback.seek(1e9);
  expect([playback.state, playback.timeMs]).toEqual(['ended', 60_000]);
});

test('scrubbed back from the end it is paused there, and plays on', async () => {
  const { playback, pass, isFinished } = drivePlayback({ speed: 10 });
  playback.seek(60_000);
  expect(await isFinished()).toBe(true);
  playback.seek(59_000);
  expect(playback.state).toBe('paused');
  expect(await isFinished()).toBe(false);
  playback.play();
  pass(100);
  expect(await isFinished()).toBe(true);
});

test('played again after its end it starts from the beginning', () => {
  const { playback, pass, shown } = drivePlayback({ speed: 10 });
  playback.seek(60_000);
  playback.play();
  expect(shown).toEqual([60_000, 0]);
  pass(6000);
  expect(playback.state).toBe('ended');
});

test('goes to the end when the page is hidden, or was from the start', async () => {
  const later = drivePlayback({ speed: 1 });
  later.playback.play();
  later.pass(160);
  later.playback.setHidden(true);
  expect(later.shown.at(-1)).toBe(60_000);
  expect(await later.isFinished()).toBe(true);
  expect(later.frames()).toBe(0);
  const before = drivePlayback({ speed: 1, isHidden: true });
  before.playback.play();
  expect(before.shown).toEqual([60_000]);
});

test('hidden while it is paused it stays where it is', () => {
  const { playback } = drivePlayback();
  playback.seek(80);
  playback.setHidden(true);
  expect([playback.state, playback.timeMs]).toEqual(['paused', 80]);
});

test('given up it asks for no more frames, and nobody waits for it', async () => {
  const { playback, pass, shown, frames, isFinished } = drivePlayback({ speed: 1 });
  playback.play();
  pass(160);
  playback.dispose();
  expect(frames()).toBe(0);
  pass(1000);
  expect(shown.at(-1)).toBe(160);
  expect(await isFinished()).toBe(true);
});

test('a clock that goes back does not take the run back', () => {
  let now = 1000;
  const callbacks: (() => void)[] = [];
  const shown: number[] = [];
  const clock = {
    now: () => now,
    request: (callback: () => void) => callbacks.push(callback),
    cancel: () => undefined,
  };
  const playback = createPlayback({ clock, endMs: 5000, instants: [0, 5000], onTime: (t) => shown.push(t), speed: 1 });
  playback.play();
  now = 900;
  callbacks.pop()?.();
  expect(shown).toEqual([0]);
});

test('whatever is done on the way, playing on ends in the same state', async () => {
  await fc.assert(
    fc.asyncProperty(anySpeed, fc.array(anyAction(60_000), { maxLength: 12 }), async (speed, actions) => {
      const driven = drivePlayback({ speed });
      const { playback, pass, shown, frames, isFinished } = driven;
      for (const each of actions) {
        perform(driven, each);
        expect(frames()).toBe(playback.state === 'playing' ? 1 : 0);
        expect(shown.every((t) => t >= 0 && t <= 60_000)).toBe(true);
      }
      if (playback.state !== 'ended') playback.play();
      pass(61_000);
      expect([playback.state, playback.timeMs, shown.at(-1)]).toEqual(['ended', 60_000, 60_000]);
      expect(await isFinished()).toBe(true);
    }),
  );
});
