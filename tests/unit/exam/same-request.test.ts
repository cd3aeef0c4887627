import { expect, test } from 'vitest';
import { readEvidence, type Evidence } from '../../../src/exam/evidence.ts';
import { plan } from '../../../src/exam/harness/plan.ts';
import { repeatsItself, sendsWhatItIsGiven, sendsWholeBody } from '../../../src/exam/same-request.ts';
import type { HeaderList, RequestEvent } from '../../../src/sandbox/trace/events.ts';
import { traceOf } from './trace-kit.ts';

const HEADERS: HeaderList = [
  ['authorization', 'Bearer \u2022\u2022\u2022'],
  ['idempotency-key', 'key'],
  ['content-type', 'application/json'],
];
/** The same headers, one with another value. */
const headersWith = (name: string, value: string): HeaderList =>
  HEADERS.map((header) => (header[0] === name ? [name, value] : header));
const HAND_ON = 'hand the second argument on to fetch.';

/** The given request, then one that differs so. */
function evidenceOf(...differences: readonly Partial<RequestEvent>[]): Evidence {
  const url = 'https://api.example.com/';
  const events = [{}, ...differences].map((difference, index): RequestEvent => {
    return {
      t: index,
      kind: 'request',
      id: index + 1,
      method: 'POST',
      url,
      headers: HEADERS,
      body: 'q',
      ...difference,
    };
  });
  return readEvidence(traceOf([...events, { t: 9, kind: 'end', outcome: 'succeeded' }]), 1);
}

test.each([
  [{ method: 'GET' }, 'Attempt 2 was not the same request: its method was GET.'],
  [{ body: '' }, 'Attempt 2 was not the same request: its body was another.'],
  [{ body: null }, 'Attempt 2 was not the same request: it had no body.'],
  [
    { url: 'https://api.example.com/?again' },
    'Attempt 2 was not the same request: it went to https://api.example.com/?again.',
  ],
  [{ headers: HEADERS.slice(0, 2) }, 'Attempt 2 was not the same request: it lost its header content-type.'],
  [
    { headers: headersWith('content-type', 'text/plain') },
    'Attempt 2 was not the same request: its header content-type was text/plain.',
  ],
  [
    { headers: headersWith('authorization', '****') },
    'Attempt 2 was not the same request: its header authorization was ****.',
  ],
  [
    { headers: headersWith('idempotency-key', 'other') },
    'Attempt 2 was not the same request: its header idempotency-key was other.',
  ],
])('a retry with %j is another request', (difference, finding) => {
  expect(repeatsItself(evidenceOf({}))).toBeUndefined();
  expect(repeatsItself(evidenceOf(difference))).toBe(finding);
  expect(repeatsItself(evidenceOf({}, difference))).toBe(finding.replace('2', '3'));
});

test('a retry may count itself in a header', () => {
  expect(repeatsItself(evidenceOf({ headers: [...HEADERS, ['x-retry-count', '1']] }))).toBeUndefined();
});

test.each([
  [{ method: 'GET', body: null }, 'GET without a body, and was called with POST with a body'],
  [{ body: null }, 'POST without a body, and was called with POST with a body'],
  [{ headers: [] }, 'no Authorization header, and was called with one'],
])('a request with %j is not what the client was given', (difference, sent) => {
  const rule = sendsWhatItIsGiven(plan);
  expect(rule(evidenceOf({}))).toBeUndefined();
  expect(rule(evidenceOf(difference))).toBe(`It sent ${sent}: ${HAND_ON}`);
});

test.each([
  ['{}', '{}'],
  [null, 'none'],
])('a request with the body %j has not the whole one', (body, sent) => {
  expect(sendsWholeBody({ ...plan, text: 'q' })(evidenceOf({}))).toBeUndefined();
  expect(sendsWholeBody({ ...plan, text: 'q' })(evidenceOf({ body }))).toBe(
    `It was given the body q and sent ${sent}.`,
  );
});

test('a body that nobody gave is no loss', () => {
  const rule = sendsWhatItIsGiven({ ...plan, method: 'GET', body: 'none' });
  const ask = { method: 'GET', body: null };
  expect(rule(evidenceOf())).toContain('It sent POST');
  expect(rule(readEvidence(traceOf(evidenceOf(ask).trace.events.slice(1)), 1))).toBeUndefined();
});
