import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOf, formatCount, formatDuration, formatInstant, keepUnits } from '../../../src/sandbox/trace/duration.ts';

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1.0 s'],
  [7049, '7.0 s'],
  [7050, '7.0 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min'],
  [65_000, '1 min 5 s'],
  [300_000, '5 min'],
  [3_599_499, '59 min 59 s'],
  [3_599_500, '1 h'],
  [3_900_000, '1 h 5 min'],
  [86_400_000, '24 h'],
  [-5, '0 ms'],
])('says %i ms as %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

test.each([
  [0, '0.00 s'],
  [80, '0.08 s'],
  [6_869, '6.86 s'],
  [59_999, '59.99 s'],
  [60_000, '1:00.00'],
  [245_300, '4:05.30'],
  [3_845_300, '1:04:05.30'],
])('writes the instant %i as %s', (t, words) => {
  expect(formatInstant(t)).toBe(words);
});

test('never shows sixty of a unit that the next one takes over', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200_000_000 }), (ms) => {
      expect(formatDuration(ms)).not.toMatch(/\b60(\.0)? (s|min)\b|1000 ms/);
      expect(formatInstant(ms)).not.toMatch(/60/.test(String(Math.floor(ms / 3_600_000))) ? /never/ : /:60|^60/);
    }),
  );
});

test('ends no line between a number and its unit', () => {
  expect(keepUnits('after 2 min 5 s: 3 requests, 80 ms each, 12 hours')).toBe(
    'after 2\u00a0min 5\u00a0s: 3 requests, 80\u00a0ms each, 12 hours',
  );
});

test('sets thousands off and counts nouns', () => {
  expect(formatCount(999)).toBe('999');
  expect(formatCount(5000)).toBe('5,000');
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(formatCount(1234.5)).toBe('1,234.5');
  expect(countOf(1, 'refusal')).toBe('1 refusal');
  expect(countOf(0, 'refusal')).toBe('0 refusals');
});
