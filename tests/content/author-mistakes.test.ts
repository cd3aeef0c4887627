import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { recordGuides } from '../../src/loaders/record-guides.ts';

const root = mkdtempSync(join(tmpdir(), 'author-mistakes-'));
afterAll(() => rmSync(root, { recursive: true }));

const snippet = (file: string, scenario: string, shows: string): string =>
  `  - { file: ${file}, title: A burst, scenario: ${scenario}, shows: ${shows} }\n`;

/** A project with one guide of three snippets, of which the last two are an author's mistakes. */
function createProject(): void {
  mkdirSync(join(root, 'src/content/guides/a-guide'), { recursive: true });
  for (const part of ['src/sandbox', 'src/content/refusals', 'src/content/fixes']) {
    symlinkSync(resolve(part), join(root, part));
  }
  cpSync('package.json', join(root, 'package.json'));
  cpSync('package-lock.json', join(root, 'package-lock.json'));
  const guide = join(root, 'src/content/guides/a-guide');
  const code = "const answer = await fetch('https://api.example.com/');\nconsole.log(answer.status);\n";
  for (const file of ['fixed-a.ts', 'fixed-b.ts', 'fixed-c.ts']) writeFileSync(join(guide, file), code);
  writeFileSync(
    join(guide, 'index.mdx'),
    '---\ntitle: A guide\ndescription: A guide.\nprovider: Any\nlede: A guide.\nverified: 2026-01-01\nerrorStrings: [a line]\nstatusCodes: [429]\nrefusals: [standard-429]\nsnippets:\n' +
      snippet('fixed-a.ts', 'fixed-window', '"200"') +
      snippet('fixed-b.ts', 'fixed-window', '"It is done"') +
      snippet('fixed-c.ts', 'fixed-windw', '"200"') +
      '---\n',
  );
}

test('a build ends at a mistake; authors at work hear of each, and have every other run', async () => {
  createProject();
  const shows = /Failed to build the guide "a-guide": its frontmatter says that it shows "It is done"/;
  const scenario = /Failed to run fixed-c\.ts of the guide "a-guide": there is no scenario "fixed-windw"/;
  await expect(recordGuides(root)).rejects.toThrow(/a-guide/);

  const heard: string[] = [];
  const [a, b, c] = await recordGuides(root, (mistake) => heard.push(mistake));
  expect(a).toHaveProperty('trace');
  expect([b?.id, c?.id]).toEqual(['a-guide/fixed-b.ts', 'a-guide/fixed-c.ts']);
  expect(b).toHaveProperty(
    'mistake',
    heard.find((mistake) => shows.test(mistake)),
  );
  expect(c).toHaveProperty(
    'mistake',
    heard.find((mistake) => scenario.test(mistake)),
  );
  expect(heard).toHaveLength(2);
});
