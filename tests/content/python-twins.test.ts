/** Whether the fixes read the same waits in both languages, of dates above all: those that can be and those that can't. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { createRateLimiter, QueueFullError } from '../../src/content/fixes/rate-limiter/rate-limiter.ts';
import { fetchWithRetry, RetryError } from '../../src/content/fixes/retry/retry.ts';

const PYTHON = inject('python').equipped;
const START = Date.parse('2026-11-24T02:00:00Z');
const DAY_S = 86_400;
beforeAll(() => void vi.useFakeTimers({ now: START, toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

/** A wait as `Retry-After` or `x-ratelimit-reset` names it, and the seconds that it is; undefined for none. */
const waits: readonly (readonly [value: string, seconds: number | undefined])[] = [
  ['7', 7],
  ['1.5', 1.5],
  ['0', undefined],
  ['-5', undefined],
  ['1e3', undefined],
  ['soon', undefined],
  // The three forms of RFC 9110, and RFC 3339.
  ['Tue, 24 Nov 2026 02:00:30 GMT', 30],
  ['Tue, 24-Nov-2026 02:00:30 GMT', 30],
  ['Tuesday, 24-Nov-26 02:00:30 GMT', 30],
  ['Tue Nov 24 02:00:30 2026', 30],
  ['Tue Dec  1 02:00:00 2026', 7 * DAY_S],
  ['2026-11-24T02:00:30Z', 30],
  ['2026-11-24T02:00:30.25Z', 30.25],
  ['2026-11-24T07:30:30+05:30', 30],
  ['2026-11-23T21:00:30-05:00', 30],
  ['2028-02-29T02:00:00Z', 462 * DAY_S],
  // Over.
  ['Tue, 24 Nov 2026 01:00:00 GMT', undefined],
  ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
  // Years of two digits.
  ['Sunday, 06-Nov-94 08:49:37 GMT', undefined],
  ['Wednesday, 24-Nov-49 02:00:00 GMT', 8_401 * DAY_S],
  ['Thursday, 24-Nov-50 02:00:00 GMT', undefined],
  ['Saturday, 24-Nov-68 02:00:00 GMT', undefined],
  // No such day.
  ['Tue, 31 Nov 2026 02:00:30 GMT', undefined],
  ['Tuesday, 31-Nov-26 02:00:30 GMT', undefined],
  ['Tue Nov 31 02:00:30 2026', undefined],
  ['2026-11-31T02:00:30Z', undefined],
  ['2026-11-31T02:00:30+05:30', undefined],
  ['Mon, 29 Feb 2027 02:00:30 GMT', undefined],
  ['2027-02-29T02:00:30Z', undefined],
  ['Tue, 32 Nov 2026 02:00:30 GMT', undefined],
  ['Tue, 00 Dec 2026 02:00:30 GMT', undefined],
  ['2026-13-01T02:00:30Z', undefined],
  ['0000-11-24T02:00:30Z', undefined],
  // No such time.
  ['Tue, 24 Nov 2026 24:00:00 GMT', undefined],
  ['2026-11-24T24:00:00Z', undefined],
  ['Tue, 24 Nov 2026 02:01:60 GMT', undefined],
  ['2026-11-24T02:01:60Z', undefined],
  ['Tue, 24 Nov 2026 02:60:00 GMT', undefined],
  ['2026-11-24T02:00:30+05:60', undefined],
  ['2026-11-24T02:00:30-24:00', undefined],
  // Of no form that is named.
  ['Tue, 24 Nov 2026 02:01 GMT', undefined],
  ['Wed, 25 Nov 2026 GMT', undefined],
  ['Wed, 25 Nov 02:00:30 GMT', undefined],
  ['Tue, 24 Nov 2026 02:00:30 +0000', undefined],
  ['Tue, 24 Nov 2026 02:00:30', undefined],
  ['Tue, 24 Nov-2026 02:00:30 GMT', undefined],
  ['Tue Nov 24 02:00:30 2026 GMT', undefined],
  ['24 Nov 2026 02:00:30 GMT', undefined],
  ['Tue, 24 Foo 2026 02:00:30 GMT', undefined],
  ['2026-11-24T02:00:30', undefined],
  ['2026-11-24T02:00:30+0530', undefined],
  ['2026-11-25', undefined],
];

type Refusal = Readonly<Record<string, string>>;
/** The seconds that `retry` reads, null for none, and the limiter, 0 for none. */
type Read = readonly [retry: number | null, rateLimiter: number];

const asRetryAfter = (value: string): Refusal => ({ 'retry-after': value });
const asReset = (value: string): Refusal => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': value });
/** A wait of which the end is known, by a clock of the server's that tells `value`. */
const asDate = (value: string): Refusal => ({ 'retry-after': 'Mon, 24 Nov 2036 02:00:00 GMT', date: value });

async function readInTypeScript(headers: Refusal): Promise<Read> {
  const refuse = () => Promise.resolve(new Response('', { status: 429, headers }));
  const gaveUp = await fetchWithRetry('https://endpoint.example', {}, { maxAttempts: 1, fetch: refuse }).catch(
    (error: unknown) => error,
  );
  if (!(gaveUp instanceof RetryError)) throw new Error('A refusal was taken for an answer.');
  const limiter = createRateLimiter({ maxQueued: 0, now: () => 0, random: () => 0 });
  limiter.learn(new Headers(headers));
  const refused = await limiter.run(() => Promise.resolve()).catch((error: unknown) => error);
  return [
    gaveUp.retryInMs === undefined ? null : gaveUp.retryInMs / 1_000,
    refused instanceof QueueFullError ? refused.waitMs / 1_000 : 0,
  ];
}

const parseReads: (text: string) => readonly Read[] = JSON.parse;

function readInPython(refusals: readonly Refusal[]): readonly Read[] {
  const folders = ['src/content/fixes/retry', 'src/content/fixes/rate-limiter'];
  const { stdout, stderr } = spawnSync(PYTHON ?? 'python3', ['tests/support/python-twins/read_waits.py', ...folders], {
    input: JSON.stringify({ now: START / 1_000, refusals }),
    encoding: 'utf8',
    // Far from UTC, so that a date without a zone shows whose it is taken for.
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1', TZ: 'Asia/Tokyo' },
  });
  if (stdout === '') throw new Error(`Failed to read the waits in Python. ${stderr}`);
  return parseReads(stdout);
}

/** In whole ms, and -1000 for none: what is less than that is not the same in both. */
const roundAll = (reads: readonly Read[]): readonly (readonly number[])[] =>
  reads.map((each) => each.map((seconds) => Math.round((seconds ?? -1) * 1_000)));

describe.each([
  ['Retry-After', asRetryAfter],
  ['x-ratelimit-reset', asReset],
] as const)('a wait in %s', (_, refuse) => {
  test.each(waits)('of "%s" is in TypeScript one of %s s', async (value, seconds) => {
    expect(await readInTypeScript(refuse(value))).toEqual([seconds ?? null, seconds ?? 0]);
  });

  test.skipIf(!PYTHON)('is the same in Python', () => {
    const reads = roundAll(readInPython(waits.map(([value]) => refuse(value))));
    const expected = roundAll(waits.map(([, seconds]) => [seconds ?? null, seconds ?? 0]));
    const label = (each: readonly (readonly number[])[]) => each.map((read, index) => [waits[index]?.[0], ...read]);
    expect(label(reads)).toEqual(label(expected));
  });
});

/** Dates of all forms with a day, a month or a time that may not be, and some with a character amiss. */
const anyDate = fc
  .record({
    day: fc.integer({ min: 0, max: 33 }),
    month: fc.constantFrom('Jan', 'Feb', 'Apr', 'Nov', 'Dec', 'nov', 'Foo', 'November'),
    monthNumber: fc.integer({ min: 0, max: 13 }),
    year: fc.constantFrom('2026', '2027', '2028', '2100', '9999', '26', '49', '50', '68', '69', '99'),
    time: fc.tuple(fc.integer({ max: 25, min: 0 }), fc.integer({ max: 61, min: 0 }), fc.integer({ max: 61, min: 0 })),
    zone: fc.constantFrom('Z', 'Z', '+00:00', '-23:59', '+05:30', '+24:00', '+14:60', ''),
    form: fc.constantFrom('fixdate', 'rfc-850', 'asctime', 'rfc-3339'),
    amiss: fc.option(fc.tuple(fc.nat(), fc.constantFrom('', ' ', '-', '1', 'x', ':')), { freq: 4 }),
  })
  .map(({ day, month, monthNumber, year, time, zone, form, amiss }) => {
    const [dd, mm] = [day, monthNumber].map((each) => String(each).padStart(2, '0'));
    const clock = time.map((each) => String(each).padStart(2, '0')).join(':');
    const date = {
      fixdate: `Tue, ${dd} ${month} ${year} ${clock} GMT`,
      'rfc-850': `Tuesday, ${dd}-${month}-${year} ${clock} GMT`,
      asctime: `Tue ${month} ${String(day).padStart(2)} ${clock} ${year}`,
      'rfc-3339': `${year}-${mm}-${dd}T${clock}${zone}`,
    }[form];
    if (amiss === null) return date;
    const at = amiss[0] % date.length;
    return `${date.slice(0, at)}${amiss[1]}${date.slice(at + 1)}`.trim();
  });

test.skipIf(!PYTHON).each([
  ['waits', asRetryAfter],
  ['resets', asReset],
  ['clocks of the server’s', asDate],
] as const)('generated %s are read alike in both languages', async (_, refuse) => {
  const dates = fc.sample(anyDate, { seed: 429, numRuns: 1_000 });
  const refusals = [...dates, ...waits.map(([value]) => value)].map(refuse);
  const here = await Promise.all(refusals.map(readInTypeScript));
  expect(new Set(here.map(([retry]) => retry)).size).toBeGreaterThan(20);
  const label = (reads: readonly Read[]) => roundAll(reads).map((read, index) => [refusals[index], ...read]);
  expect(label(readInPython(refusals))).toEqual(label(here));
});
