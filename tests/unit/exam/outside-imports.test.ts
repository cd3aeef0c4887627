import { expect, test } from 'vitest';
import { sayOutside, type SeenImport } from '../../../src/exam/outside-imports.ts';

const own = (specifier: string, isOutside = true): SeenImport => ({ specifier, isOwn: true, isOutside });
const below = (specifier: string): SeenImport => ({ specifier, isOwn: false, isOutside: true });
const said = (...imports: readonly SeenImport[]): string => sayOutside('my.ts', imports) ?? '';

const GIVES = "it gives code what browsers and servers share, fetch among it, and Node's timers.";
const INSTEAD =
  / What the exam can't take meets the same servers over real HTTP, .*: npm run endpoint -- --list .* \/clients\/\.$/;

test.each([
  [
    'a module of Node’s',
    [own('node:fs/promises'), own('fs'), own('fs')],
    `"my.ts" imports fs, node:fs/promises, which the exam does not have: ${GIVES}`,
  ],
  [
    'a package that needs modules of Node’s',
    [own('axios', false), own('./mine.ts', false), below('http')],
    `"my.ts" imports axios, which needs http of Node's, and the exam does not have that: ${GIVES}`,
  ],
  [
    'a package that is imported by its path',
    [own('../axios/index.js', false), below('http')],
    `"my.ts" imports a package, which needs http of Node's, and the exam does not have that: ${GIVES}`,
  ],
  [
    'a package that is not there',
    [own('axios'), own('@huggingface/inference')],
    '"my.ts" imports @huggingface/inference, axios, which was not found from there: install it, or give its path if that is an alias.',
  ],
  [
    'an address',
    [own('https://esm.sh/ky')],
    '"my.ts" imports https://esm.sh/ky, and the exam loads nothing from the network: install it, and import it by its name.',
  ],
  [
    'an alias',
    [own('@/config'), own('~/b'), own('#c'), own('$lib/d')],
    '"my.ts" imports #c, $lib/d, @/config, ~/b, an alias that the exam does not know: give its path, as in ./config.ts.',
  ],
])('%s is told from the others, with what to do', (_, imports, words) => {
  expect(said(...imports).replace(INSTEAD, '')).toBe(words);
  expect(said(...imports)).toMatch(INSTEAD);
});

test('of several kinds each is told', () => {
  expect(said(own('node:fs'), own('@/config'))).toMatch(
    /^"my\.ts" imports node:fs, which the exam .*\. It imports @\/config, an alias .* What the exam can't take/,
  );
});

test('where all was found there is nothing to say', () => {
  expect(sayOutside('my.ts', [own('ky', false), own('./mine.ts', false)])).toBeUndefined();
});
