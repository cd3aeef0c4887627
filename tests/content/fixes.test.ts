import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkFix } from '../../src/fixes/check-fix.ts';
import { readHomepage } from '../../src/fixes/homepage.ts';
import { fixNames, readFix } from '../../src/fixes/read-fix.ts';
import { readingOrder } from '../../src/fixes/reading-order.ts';
import { registryItems } from '../../src/fixes/registry.ts';

const FIXES = 'src/content/fixes';
const names = fixNames(FIXES);
const homepage = readHomepage();

test('finds the fixes', () => {
  expect(names).toContain('retry');
});

test('the order in which they are listed has each once, retry first', () => {
  expect([...readingOrder].sort()).toEqual(names);
  expect(readingOrder[0]).toBe('retry');
});

test.for(names)('the files of %s are what its newest version has recorded, and say so', async (name) => {
  expect(await checkFix(readFix(FIXES, name), homepage)).toEqual([]);
});

test.for(names)('%s belongs to a guide that there is', (name) => {
  expect(existsSync(`src/content/guides/${readFix(FIXES, name).guide}/index.mdx`)).toBe(true);
});

test('no two files come by one name from the registry', () => {
  const items = names.flatMap((name) => registryItems(readFix(FIXES, name), homepage));
  expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
  // Nor by one title: that is what is seen of them in a catalogue.
  expect(new Set(items.map(({ title }) => title)).size).toBe(items.length);
  expect(items.map(({ title }) => title)).toContain('requests that tries again (Python)');
});
