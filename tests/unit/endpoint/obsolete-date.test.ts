import { expect, test } from 'vitest';
import { obsoleteDate } from '../../../src/sandbox/endpoint/obsolete-date.ts';

test.each([
  ['rfc-850', '1994-11-06T08:49:37.000Z', 'Sunday, 06-Nov-94 08:49:37 GMT'],
  ['asctime', '1994-11-06T08:49:37.000Z', 'Sun Nov  6 08:49:37 1994'],
  ['rfc-850', '2026-11-24T02:00:31.000Z', 'Tuesday, 24-Nov-26 02:00:31 GMT'],
  ['asctime', '2026-11-24T02:00:31.000Z', 'Tue Nov 24 02:00:31 2026'],
] as const)('a date in the form of %s, as RFC 9110 writes it, is %s: %s', (form, instant, written) => {
  expect(obsoleteDate(form, Date.parse(instant))).toBe(written);
});
