import { expect, test } from 'vitest';
import type { ResponseEvent } from '../../../src/sandbox/trace/events.ts';
import { fitsHint, rateLimitMs, retryAfterMs, waitReason } from '../../../src/sandbox/trace/wait-hint.ts';
import { START } from './fixtures.ts';

function refusal(name: string, value: string, more: Partial<ResponseEvent> = {}): ResponseEvent {
  return { t: 80, kind: 'response', id: 1, status: 429, statusText: '', headers: [[name, value]], ...more };
}

test.each([
  ['5', 5000],
  ['0', 0],
  [' 120 ', 120_000],
  ['Thu, 01 Jan 2026 00:00:07 GMT', 7000],
  ['Wed, 31 Dec 2025 23:59:59 GMT', 0],
  ['1.5', null],
  ['-1', null],
  ['soon', null],
  ['', null],
  ['Thu, 01 Foo 2026 00:00:07 GMT', null],
])('reads Retry-After "%s" as %s', (value, ms) => {
  expect(retryAfterMs([['retry-after', value]], START)).toBe(ms);
});

test('has no hint without the header', () => {
  expect(retryAfterMs([], START)).toBeNull();
  expect(rateLimitMs([])).toBeNull();
});

test.each([
  ['"api";r=0;t=55', 55_000],
  ['"api"; r=0; t=55', 55_000],
  ['"resolvers";r=2997;t=258', null],
  ['"api";r=99794;t=241', null],
  ['"burst";r=3;t=10, "daily";r=0;t=3600', 3_600_000],
  ['"burst";r=0;t=10,"daily";r=0;t=20', 20_000],
  ['"api";r=0', null],
  ['limit=100, remaining=0, reset=5', 5000],
  ['limit=100, remaining=50, reset=5', null],
  ['nonsense', null],
])('reads RateLimit %s as %s', (value, ms) => {
  expect(rateLimitMs([['ratelimit', value]])).toBe(ms);
});

test('reads the three fields of the early drafts', () => {
  const headers = [
    ['ratelimit-limit', '10'],
    ['ratelimit-remaining', '0'],
    ['ratelimit-reset', '7'],
  ] as const;
  expect(rateLimitMs(headers)).toBe(7000);
  expect(
    rateLimitMs(headers.map(([name, value]) => [name, name.endsWith('remaining') ? '1' : value] as const)),
  ).toBeNull();
});

test.each([
  [4999, false],
  [5000, true],
  [6250, true],
  [6251, false],
])('a hint of 5 s and a gap of %i ms: %s', (gapMs, fits) => {
  expect(fitsHint(gapMs, 5000)).toBe(fits);
});

test('allows a whole second on top of a short hint', () => {
  expect(fitsHint(1000, 0)).toBe(true);
  expect(fitsHint(1001, 0)).toBe(false);
  expect(fitsHint(2000, 1000)).toBe(true);
});

test('names Retry-After before RateLimit, and RateLimit when only that one fits', () => {
  const both = (retryAfter: string): ResponseEvent =>
    refusal('', '', {
      headers: [
        ['retry-after', retryAfter],
        ['ratelimit', '"api";r=0;t=55'],
      ],
    });
  expect(waitReason(55_000, both('55'), START)).toBe('retry-after');
  expect(waitReason(55_000, both('5'), START)).toBe('ratelimit');
  expect(waitReason(2000, both('5'), START)).toBe('own-delay');
});

test('counts an HTTP-date from the instant of the response', () => {
  expect(waitReason(6920, refusal('retry-after', 'Thu, 01 Jan 2026 00:00:07 GMT'), START)).toBe('retry-after');
  expect(waitReason(6919, refusal('retry-after', 'Thu, 01 Jan 2026 00:00:07 GMT'), START)).toBe('own-delay');
});

test('takes no hint from an answer that was no refusal, nor from none', () => {
  expect(waitReason(5000, refusal('retry-after', '5', { status: 200 }), START)).toBe('own-delay');
  expect(waitReason(5000, null, START)).toBe('own-delay');
});
