import { expect, test } from 'vitest';
import { createCitations } from '../../../src/components/citations.ts';
import type { RefusalSource } from '../../../src/sandbox/endpoint/refusal.ts';
import type { Source } from '../../../src/schemas/source-schema.ts';

const source = (title: string): Source => ({
  publisher: 'IETF',
  title,
  url: `https://www.rfc-editor.org/${title.length}`,
  read: new Date('2026-08-20'),
  confidence: 'primary',
});
const folder = 'src/content/guides/example';
const sources = { 'rfc-9110': source('HTTP Semantics'), 'rfc-6585': source('Additional status codes') };

test('numbers sources in the order of their file, whatever is cited first', () => {
  const citations = createCitations(folder, sources);
  expect(citations.cite('rfc-6585').number).toBe(2);
  expect(citations.cite('rfc-9110').number).toBe(1);
});

test('refuses an id that no source has, and says where to declare it', () => {
  expect(() => createCitations(folder, sources).cite('rfc-9111')).toThrow(
    'Failed to cite "rfc-9111": src/content/guides/example/sources.yaml has no such source. Declare it there, or use one of: rfc-9110, rfc-6585.',
  );
});

test('refuses a source that nothing cites', () => {
  const citations = createCitations(folder, sources);
  citations.cite('rfc-9110');
  expect(() => citations.assertAllCited()).toThrow(/guides\/example: nothing cites Additional status codes\./);
});

test('is content once every source is cited', () => {
  const citations = createCitations(folder, sources);
  for (const id of Object.keys(sources)) citations.cite(id);
  expect(() => citations.assertAllCited()).not.toThrow();
});

const refusalSource: RefusalSource = {
  title: 'Hub rate limits',
  url: 'https://huggingface.co/docs/hub/rate-limits',
  read: '2026-11-24',
  confidence: 'primary',
  shows: 'The three buckets.',
};

test('numbers the sources of refusals after those of the file', () => {
  const citations = createCitations(folder, sources, [refusalSource]);
  expect(citations.citeRefusal(refusalSource)).toMatchObject({ number: 3, shows: ['The three buckets.'] });
});

test('takes what has one address as one source, and keeps what it shows of each refusal', () => {
  const again = { ...refusalSource, shows: 'Both headers.' };
  const known = { ...refusalSource, url: sources['rfc-9110'].url };
  const citations = createCitations(folder, sources, [refusalSource, again, known]);
  expect(citations.all.map(({ number, shows }) => [number, shows])).toEqual([
    [1, ['The three buckets.']],
    [2, []],
    [3, ['The three buckets.', 'Both headers.']],
  ]);
  expect(citations.citeRefusal(again)).toBe(citations.citeRefusal(refusalSource));
});

test('refuses the source of a refusal that the guide does not list', () => {
  expect(() => createCitations(folder, sources).citeRefusal(refusalSource)).toThrow(
    'Failed to cite https://huggingface.co/docs/hub/rate-limits: it belongs to a refusal that src/content/guides/example/index.mdx does not list.',
  );
});
