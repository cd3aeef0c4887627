import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listening, hasCode, listen, listenOnLocalhost } from '../../support/listen.ts';
import { createStaticSite } from '../../support/static-server.ts';

let folder: string;
let atRoot: Listening;
let underBase: Listening;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'static-site-'));
  mkdirSync(join(folder, 'guides'));
  writeFileSync(join(folder, 'index.html'), 'home');
  writeFileSync(join(folder, 'guides/index.html'), 'guides');
  writeFileSync(join(folder, '404.html'), 'lost');
  writeFileSync(join(folder, 'code.js'), 'export {}');
  atRoot = await listen(createStaticSite({ folder }));
  underBase = await listen(createStaticSite({ folder, basePath: '/docs/' }));
});

afterAll(async () => {
  await atRoot.close();
  await underBase.close();
  rmSync(folder, { recursive: true });
});

async function get(site: Listening, path: string): Promise<[number, string, string | null]> {
  const response = await fetch(site.origin + path, { redirect: 'manual' });
  return [response.status, await response.text(), response.headers.get('location')];
}

test.for([
  ['/', 200, 'home'],
  ['/?page=1', 200, 'home'],
  ['/guides/', 200, 'guides'],
  ['/guides', 302, ''],
  ['/code.js', 200, 'export {}'],
  ['/code.js/', 404, 'lost'],
  ['/code', 404, 'lost'],
  ['/nowhere/', 404, 'lost'],
  ['//', 200, 'home'],
  ['/%E0%A4%A', 404, 'lost'],
  ['/..%2f..%2fetc%2fpasswd', 404, 'lost'],
] as const)('answers %s with %i "%s"', async ([path, status, body]) => {
  expect((await get(atRoot, path)).slice(0, 2)).toEqual([status, body]);
});

test.for([
  ['/docs/', 200, 'home', null],
  ['/docs/guides/', 200, 'guides', null],
  ['/docs/guides?a=b', 302, '', '/docs/guides/?a=b'],
  ['/docs', 302, '', '/docs/'],
  ['/', 302, '', '/docs/'],
  ['/guides/', 404, 'lost', null],
] as const)('answers %s under a base path with %i', async ([path, ...expected]) => {
  expect(await get(underBase, path)).toEqual(expected);
});

test('names the type, and lets nobody see an old build', async () => {
  const { headers } = await fetch(`${atRoot.origin}/code.js`);
  expect(headers.get('content-type')).toBe('text/javascript');
  expect(headers.get('cache-control')).toBe('no-cache');
});

test('notices that a port is taken, on either address of localhost', async () => {
  const taken = await listen(() => {});
  const error: unknown = await listenOnLocalhost(() => {}, taken.port).catch((reason: unknown) => reason);
  await taken.close();
  expect(hasCode(error, 'EADDRINUSE')).toBe(true);
});
