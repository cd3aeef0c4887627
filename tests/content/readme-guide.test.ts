import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createCitations } from '../../src/components/citations.ts';
import { assertShows } from '../../src/loaders/assert-shows.ts';
import { readGuideSnippets } from '../../src/loaders/guide-snippets.ts';
import { createSnippetRecorder } from '../../src/loaders/record-snippet.ts';
import { sourcesSchema } from '../../src/schemas/source-schema.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';

const guides = mkdtempSync(join(tmpdir(), 'readme-guide-'));
afterAll(() => rmSync(guides, { recursive: true }));

/** The code that the README shows for an author to copy. */
function blockOf(language: string): string {
  const [, block] = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'ms').exec(readFileSync('README.md', 'utf8')) ?? [];
  if (block === undefined) throw new Error(`README.md has no block of ${language}.`);
  return block;
}

test('the guide that the README begins with can be built, and shows what it says', async () => {
  const folder = join(guides, 'any-server');
  const index = blockOf('mdx');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.mdx'), index);
  writeFileSync(join(folder, 'broken-burst.ts'), blockOf('ts'));
  const refusals = await loadRefusals('src/content/refusals');
  const record = createSnippetRecorder({
    cache: { trace: (_key, run) => run(), forgetUnused: () => Promise.resolve() },
    engine: 'any',
    refusals,
    fixesFolder: 'src/content/fixes',
  });
  const snippets = readGuideSnippets(guides);
  expect(snippets).toHaveLength(1);
  for (const snippet of snippets) assertShows(snippet, (await record(snippet)).trace);

  const citations = createCitations(folder, sourcesSchema.parse(parse(blockOf('yaml'))));
  for (const [, id = ''] of index.matchAll(/<Cite ids="(.*?)"/g)) citations.cite(id);
  expect(() => citations.assertAllCited()).not.toThrow();
});
