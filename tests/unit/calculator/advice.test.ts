import { expect, test } from 'vitest';
import { adviseOnSlots, adviseOnWindow } from '../../../src/sandbox/calculator/advice.ts';

const job = { requests: 12_000, limit: 1_000, windowMs: 300_000, latencyMs: 400, inFlight: 4 };

test('a client that the limit holds up is helped by a higher one', () => {
  expect(adviseOnWindow(job, 2_500)).toEqual({
    now: '56 min 40 s: the limit holds you up.',
    best: 'Keep your 4 in flight: 56 min 40 s. More would save next to nothing.',
    upgrade: 'A limit of 2,500, with 4 in flight, helps: 23 min 20 s instead of the best 56 min 40 s.',
  });
});

test('a client that holds itself up is told to send more before it buys', () => {
  const slow = { ...job, requests: 2_000, latencyMs: 4_000, inFlight: 1 };
  expect(adviseOnWindow(slow, 2_500).now).toBe('2 h 13 min: your own requests in flight hold you up.');
  expect(adviseOnWindow(slow, 2_500).best).toBe(
    'Keep 14 in flight instead of 1: 9 min 48 s. As many at once as the window admits: 5 min 4 s.',
  );
});

test('an upgrade that changes nothing is said to', () => {
  const few = { ...job, requests: 800 };
  expect(adviseOnWindow(few, 2_500).upgrade).toBe(
    'A limit of 2,500, with 4 in flight, does not help: still 1 min 20 s.',
  );
});

test('one that takes longer is said to', () => {
  expect(adviseOnWindow(job, 500).upgrade).toBe(
    'A limit of 500, with 4 in flight, does not help: 1 h 56 min instead of the best 56 min 40 s.',
  );
});

test('slots: more in flight than slots are refused, replicas help', () => {
  const slots = { requests: 10_000, slots: 128, latencyMs: 6_000, inFlight: 200 };
  expect(adviseOnSlots(slots, 2)).toEqual({
    now: '7 min 54 s: 72 of your requests in flight are refused.',
    best: 'Keep 128 in flight instead of 200: 7 min 54 s.',
    upgrade: '2 replicas, with 256 in flight, help: 4 min instead of the best 7 min 54 s.',
  });
});

test('slots: no more than there are requests can be in flight, so none is refused', () => {
  const few = { requests: 10, slots: 128, latencyMs: 6_000, inFlight: 200 };
  expect(adviseOnSlots(few, 2)).toEqual({
    now: '6.0 s: nothing holds you up.',
    best: 'Keep your 10 in flight: 6.0 s.',
    upgrade: '2 replicas, with 10 in flight, do not help: still 6.0 s.',
  });
  expect(adviseOnSlots({ ...few, inFlight: 128 }, 2).now).toBe('6.0 s: nothing holds you up.');
  expect(adviseOnSlots({ ...few, inFlight: 4 }, 2).now).toBe('18.0 s: slots stand empty.');
});

test('a job that goes out at once is held up by nothing, and more in flight than requests are never advised', () => {
  expect(adviseOnWindow({ ...job, requests: 3 }, 2_500).now).toBe('400 ms: nothing holds you up.');
  expect(adviseOnSlots({ requests: 50, slots: 128, latencyMs: 6_000, inFlight: 8 }, 2).best).toBe(
    'Keep 50 in flight instead of 8: 6.0 s.',
  );
});
