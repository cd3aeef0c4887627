import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { counted } from '../../../src/components/counted.ts';
import { currentGuide } from '../../../src/components/current-guide.ts';
import { formatDay, isoDay } from '../../../src/components/day.ts';
import { sitePath } from '../../../src/components/site-path.ts';
import { assertAllPlaced, placeSnippet } from '../../../src/components/placed-snippets.ts';
import { themeScript, themeScriptHash } from '../../../src/components/theme-script.ts';
import { nextTheme } from '../../../src/components/theme-switch.ts';

test.each([
  ['/', '/', '/'],
  ['/guides/x/', '/', '/guides/x/'],
  ['/', '/docs', '/docs/'],
  ['/guides/x/', '/docs/', '/docs/guides/x/'],
  ['/#guides', '/docs', '/docs/#guides'],
])('puts %s under the base %s', (path, base, address) => {
  expect(sitePath(path, base)).toBe(address);
});

test('writes days for readers and for machines', () => {
  const day = new Date('2026-09-04T00:00:00Z');
  expect([formatDay(day), isoDay(day)]).toEqual(['4\u00a0Sep\u00a02026', '2026-09-04']);
});

test.each([
  [1, '1 source'],
  [31, '31 sources'],
])('counts %i', (count, words) => {
  expect(counted(count, 'source')).toBe(words);
});

test.each([
  ['leaves a light system for dark', undefined, false, { theme: 'dark', isSystems: false }],
  ['leaves a dark system for light', undefined, true, { theme: 'light', isSystems: false }],
  ['comes back to a light system', 'dark', false, { theme: 'light', isSystems: true }],
  ['comes back to a dark system', 'light', true, { theme: 'dark', isSystems: true }],
])('the theme switch %s', (_, chosen, systemIsDark, next) => {
  expect(nextTheme(chosen, systemIsDark)).toEqual(next);
});

test('the content security policy lets exactly the theme script through', () => {
  expect(themeScriptHash).toBe(`sha256-${createHash('sha256').update(themeScript).digest('base64')}`);
});

test('a component for guides refuses to stand elsewhere', () => {
  expect(() => currentGuide({}, 'Cite')).toThrow('Failed to render <Cite>: it stands outside a guide.');
});

test('a snippet that is declared stands once in its guide', () => {
  const placed = new Set<string>();
  const declared = ['broken-loop.ts', 'fixed-loop.ts'];
  placeSnippet(placed, 'hugging-face', 'broken-loop.ts');
  expect(() => placeSnippet(placed, 'hugging-face', 'broken-loop.ts')).toThrow('already');
  expect(() => assertAllPlaced(placed, 'hugging-face', declared)).toThrow(
    'Failed to build the guide "hugging-face": fixed-loop.ts stands nowhere in it. Put it there, as <Sandbox file="fixed-loop.ts" />',
  );
  placeSnippet(placed, 'hugging-face', 'fixed-loop.ts');
  assertAllPlaced(placed, 'hugging-face', declared);
});
