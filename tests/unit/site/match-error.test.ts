import { expect, test } from 'vitest';
import { matchesError } from '../../../src/components/match-error.ts';

const overloaded = {
  signs: ['{"error":"Model is overloaded","error_type":"overloaded"}'],
  entry: '429 {"error":"Model is overloaded","error_type":"overloaded"} Your own TGI container',
};
const hubWindow = {
  signs: ['We had to rate limit you…', 'ratelimit: "api";r=0;t=55'],
  entry: '429 We had to rate limit you… The Hub',
};

test.each([
  ['nothing typed', ''],
  ['only spaces', '   '],
  ['a word of it', 'overloaded'],
  ['the beginning of a word', 'overl'],
  ['several words in any order', 'tgi 429'],
  ['its own capitals', 'MODEL IS'],
  [
    'the whole response',
    'HTTP/1.1 429 Too Many Requests\n\n{"error": "Model is overloaded", "error_type": "overloaded"}',
  ],
])('fits %s', (_, query) => {
  expect(matchesError(query, overloaded)).toBe(true);
});

test.each([
  ['with other numbers', 'date: today ratelimit: "api";r=12;t=189 server: x'],
  ['that goes on where the sign has an ellipsis', 'We had to rate limit you, you hit the quota of 1000 api requests'],
])('fits a pasted line %s', (_, query) => {
  expect(matchesError(query, hubWindow)).toBe(true);
});

test('fits a paste around one long word', () => {
  const error = { signs: ['RateLimitExceeded'], entry: 'RateLimitExceeded Hugging Face' };
  expect(matchesError('ClientError: RateLimitExceeded at line 7', error)).toBe(true);
});

test.each([
  ['another word', 'credits'],
  ['a longer word than any', 'overloadedness'],
  ['a response with the words apart', 'the model that I call is often overloaded since error type unknown'],
])('does not fit %s', (_, query) => {
  expect(matchesError(query, overloaded)).toBe(false);
});

test('a short sign in a long paste proves nothing', () => {
  expect(matchesError('we banned your IP today', { signs: ['your IP (…)'], entry: 'your IP' })).toBe(false);
});
