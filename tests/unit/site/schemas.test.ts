import { expect, test } from 'vitest';
import { guideSchema } from '../../../src/schemas/guide-schema.ts';
import { sourcesSchema } from '../../../src/schemas/source-schema.ts';

const snippet = { file: 'broken-loop.ts', title: 'The loop', scenario: 'hub-window', shows: 'gave up' };
const guide = {
  title: '429 on Hugging Face',
  description: 'Find out who sent it.',
  provider: 'Hugging Face',
  lede: 'You got a `429`.',
  errorStrings: ['RateLimitExceeded'],
  statusCodes: [429],
  refusals: ['hub-window'],
  verified: new Date('2026-11-24'),
  snippets: [snippet],
};

/** What an author would read: the field and the message. */
function complaints(schema: typeof guideSchema | typeof sourcesSchema, data: unknown): string[] {
  const result = schema.safeParse(data);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test('takes a whole guide and fills in what may be left out', () => {
  expect(guideSchema.parse(guide).snippets[0]).toEqual({ ...snippet, seed: 429, settings: {} });
});

test.each([
  ['a missing title', { title: undefined }, /^title: Found nothing\. Write the guide's title/],
  ['an empty title', { title: ' ' }, /^title: Found an empty text\./],
  ['a long description', { description: 'x'.repeat(171) }, /^description: Found 171 characters\. Keep it to 170/],
  ['a day as text', { verified: 'yesterday' }, /^verified: Found "yesterday"\. Write the day .* as 2026-08-22\.$/],
  ['no snippets', { snippets: [] }, /^snippets: Found \[\]\. List the guide's snippets/],
  ['no status codes', { statusCodes: undefined }, /^statusCodes: Found nothing\. List the status codes/],
  [
    'a misnamed snippet',
    { snippets: [{ ...snippet, file: 'loop.ts' }] },
    /^snippets\.0\.file: Found "loop\.ts"\. Name a file/,
  ],
  [
    'a snippet that nothing here can run',
    { snippets: [{ ...snippet, file: 'broken-loop.py' }] },
    /^snippets\.0\.file: Found "broken-loop\.py"\. Name a file/,
  ],
  ['a broken seed', { snippets: [{ ...snippet, seed: 0.5 }] }, /^snippets\.0\.seed: Found 0\.5\. Write a whole number/],
  ['one file twice', { snippets: [snippet, snippet] }, /^snippets: Found one file twice\./],
  ['a field that nobody reads', { titel: 'x' }, /titel/],
])('refuses %s and says what to do', (_, change, message) => {
  expect(complaints(guideSchema, { ...guide, ...change })).toEqual([expect.stringMatching(message)]);
});

const source = {
  publisher: 'IETF',
  title: 'RFC 9110',
  url: 'https://www.rfc-editor.org/rfc/rfc9110',
  read: new Date('2026-08-20'),
  confidence: 'primary',
};

test('takes sources by id', () => {
  expect(complaints(sourcesSchema, { 'rfc-9110': source })).toEqual([]);
});

test.each([
  [
    'an address without https',
    { url: 'http://example.org/' },
    /url: Found "http:\/\/example\.org\/"\. Write an address/,
  ],
  ['a confidence that is none', { confidence: 'sure' }, /confidence: Found "sure"\. Write primary .* or secondary/],
  ['no day', { read: undefined }, /read: Found nothing\. Write the day on which it was read/],
])('refuses a source with %s', (_, change, message) => {
  expect(complaints(sourcesSchema, { 'rfc-9110': { ...source, ...change } })).toEqual([expect.stringMatching(message)]);
});
