import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { assertPublishedAt, readHomepage } from '../../../src/fixes/homepage.ts';

const root = mkdtempSync(join(tmpdir(), 'homepage-'));
afterAll(() => rmSync(root, { recursive: true }));

test.for([
  ['https://site.example/', 'https://site.example', '/'],
  ['https://site.example/', 'https://site.example/', '/'],
  ['https://site.example/try/', 'https://site.example', '/try'],
  ['https://site.example/try/', 'https://site.example', '/try/'],
] as const)('a site of the homepage %s may be built for %s and %s', ([homepage, site, base]) => {
  expect(() => assertPublishedAt(homepage, site, base)).not.toThrow();
});

test('a site that is published elsewhere than its files say can’t be built', () => {
  expect(() => assertPublishedAt('https://site.example/', 'https://elsewhere.example', '/try/')).toThrow(
    'Set "homepage" in package.json to https://elsewhere.example/try/ and run "npm run stamp".',
  );
});

test.for(['{}', '[]', '{"homepage":"http://site.example/"}', '{"homepage":"https://site.example"}'])(
  'says what to write where package.json is %s',
  (text) => {
    writeFileSync(join(root, 'package.json'), text);
    expect(() => readHomepage(root)).toThrow(/Write the address of the site, with https:\/\/ before it/);
  },
);
