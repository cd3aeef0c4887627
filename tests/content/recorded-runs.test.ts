import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { assertShows } from '../../src/loaders/assert-shows.ts';
import { readGuideSnippets, type GuideSnippet } from '../../src/loaders/guide-snippets.ts';
import { createSnippetRecorder } from '../../src/loaders/record-snippet.ts';
import { createRunCache } from '../../src/loaders/run-cache.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';
import type { Refusal } from '../../src/sandbox/endpoint/refusal.ts';
import { scenarioIds } from '../../src/sandbox/endpoint/scenarios.ts';
import { comparableTrace } from '../../src/sandbox/trace/compare.ts';

const GUIDES = 'src/content/guides';
const snippets = readGuideSnippets(GUIDES);
const refusals = await loadRefusals('src/content/refusals');
/** Every snippet runs here and now: nothing that an earlier build kept is taken. */
const folder = mkdtempSync(join(tmpdir(), 'recorded-runs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const recorder = (present: ReadonlyMap<string, Refusal>, engine: string) =>
  createSnippetRecorder({ cache: createRunCache(folder), engine, refusals: present, fixesFolder: 'src/content/fixes' });
const record = recorder(refusals, 'as it is');
/** Keeps nothing, so that each run is one. */
const runAnew = createSnippetRecorder({
  cache: { trace: (_key, run) => run(), forgetUnused: () => Promise.resolve() },
  engine: 'any',
  refusals,
  fixesFolder: 'src/content/fixes',
});
/** How often a snippet runs, and how many runs share the machine, which must not show in a trace. */
const [RUNS, AT_ONCE] = [20, 4];
const nameOf = ({ guide, file }: GuideSnippet): string => `${guide}/${file}`;

const guides = globSync('*/', { cwd: GUIDES }).sort();

test('there are guides', () => {
  expect(guides.length).toBeGreaterThan(0);
});

test.each(guides)('%s has snippets, and its frontmatter names each that lies in its folder', (guide) => {
  const written = globSync('{broken,fixed}-*.ts', { cwd: join(GUIDES, guide) });
  const declared = snippets.filter((snippet) => snippet.guide === guide).map(({ file }) => file);
  expect(declared.sort()).toEqual(written.sort());
  expect(declared).not.toEqual([]);
});

test.each(snippets.map((snippet) => [nameOf(snippet), snippet] as const))(
  '%s shows what its guide says',
  async (_, snippet) => {
    const { trace } = await record(snippet);
    assertShows(snippet, trace);
  },
);

test.each(snippets.map((snippet) => [nameOf(snippet), snippet] as const))(
  `%s runs the same ${RUNS} times`,
  async (_, snippet) => {
    const expected = comparableTrace((await record(snippet)).trace);
    for (let run = 0; run < RUNS; run += AT_ONCE) {
      const runs = await Promise.all(Array.from({ length: AT_ONCE }, () => runAnew(snippet)));
      for (const { trace } of runs) expect(comparableTrace(trace)).toEqual(expected);
    }
  },
  120_000,
);

test('a guide lies once one value of one header changes: the Hub says that the window is over, and it is not', async () => {
  const window = refusals.get('hub-window');
  if (window === undefined) throw new Error('There is no refusal "hub-window" to change.');
  const forms = window.forms.map((form) => ({
    ...form,
    headers: form.headers.map(
      ([name, value]) =>
        [name, name === 'ratelimit' ? value.replace('t={{window.resetSeconds}}', 't=0') : value] as const,
    ),
  }));
  const changed = recorder(new Map([...refusals, [window.id, { ...window, forms }]]), 'changed');
  const reader = snippets.find(({ file }) => file === 'fixed-headers.ts');
  if (reader === undefined) throw new Error('There is no snippet that reads the headers.');
  const { trace } = await changed(reader);
  expect(() => assertShows(reader, trace)).toThrow(
    /Failed to build the guide "hugging-face-rate-limit-exceeded": a fixed-\* must succeed/,
  );
});

test('a scenario that does not exist is an error that names the snippet and says which do', async () => {
  const [snippet] = snippets;
  if (snippet === undefined) throw new Error('There is no snippet.');
  await expect(record({ ...snippet, scenario: 'rate-limitd' })).rejects.toThrow(
    `Failed to run ${snippet.file} of the guide "${snippet.guide}": there is no scenario "rate-limitd". Use one of: ${scenarioIds[0]}`,
  );
});

test('a number out of bounds is an error that names the snippet', async () => {
  const snippet = snippets.find(({ scenario }) => scenario === 'tgi-container-small');
  if (snippet === undefined) throw new Error('No snippet runs against slots.');
  await expect(record({ ...snippet, settings: { limit: 0 } })).rejects.toThrow(
    new RegExp(`Failed to run ${snippet.file} of the guide .*from 1 to 1,000`),
  );
});
