import { globSync, readFileSync } from 'node:fs';
import { create } from 'fontkit';
import { expect, test } from 'vitest';
import { charactersOutside, charset } from '../../../src/styles/fonts/charset.ts';
import { averageWidth, fallbackDescriptors } from '../../../src/styles/fonts/fallback-metrics.ts';

const folder = 'src/styles/fonts';
const fonts = ['source-serif-4', 'jetbrains-mono'];
const written = globSync('src/{content,components,layouts,pages}/**/*.{astro,mdx,yaml,ts,py}');

test.each(fonts)('%s holds every character of the charset', (name) => {
  const font = create(readFileSync(`${folder}/${name}.woff2`));
  expect([...charset].filter((character) => !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))).toEqual([]);
});

test.each(fonts)('%s holds the weights that the styles use', (name) => {
  expect(create(readFileSync(`${folder}/${name}.woff2`)).variationAxes['wght']).toMatchObject({ min: 400, max: 700 });
});

test('both fonts together weigh no more than they may', () => {
  const bytes = fonts.reduce((sum, name) => sum + readFileSync(`${folder}/${name}.woff2`).length, 0);
  expect(bytes).toBeLessThanOrEqual(48_000);
});

test('finds sources to look at', () => {
  expect(written.length).toBeGreaterThan(10);
});

test.each(written)('%s uses only characters that the fonts hold', (file) => {
  expect(charactersOutside(readFileSync(file, 'utf8'))).toEqual([]);
});

test('names a character that the fonts lack', () => {
  expect(charactersOutside('one → two → three')).toEqual(['→']);
});

test.each(fonts)('the fallback of %s is measured on the font that is served', (name) => {
  const css = readFileSync(`${folder}/fonts.css`, 'utf8');
  const width = name === 'source-serif-4' ? 0.4039 : 0.6001;
  expect(css).toContain(fallbackDescriptors(create(readFileSync(`${folder}/${name}.woff2`)), width));
});

test('a font whose letters are all equally wide has that average width', () => {
  expect(averageWidth({ unitsPerEm: 1_000, glyphForCodePoint: () => ({ advanceWidth: 600 }) })).toBeCloseTo(0.6);
});
