import type { Font } from 'fontkit';

/** How often each letter, and the space, stands in English text, in per cent. */
const frequency = Object.entries({
  ...{ ' ': 19, a: 8.2, b: 1.5, c: 2.8, d: 4.3, e: 12.7, f: 2.2, g: 2, h: 6.1, i: 7, j: 0.2, k: 0.8, l: 4, m: 2.4 },
  ...{ n: 6.7, o: 7.5, p: 1.9, q: 0.1, r: 6, s: 6.3, t: 9.1, u: 2.8, v: 1, w: 2.4, x: 0.2, y: 2, z: 0.1 },
});

/** The width of the average character of English text, as a part of the em. */
export function averageWidth(font: Pick<Font, 'glyphForCodePoint' | 'unitsPerEm'>): number {
  const total = frequency.reduce((sum, [, weight]) => sum + weight, 0);
  const width = frequency.reduce((sum, [letter, weight]) => sum + weight * advance(font, letter), 0);
  return width / total / font.unitsPerEm;
}

/** The descriptors that make a fallback face take the same room as `font`, so that no line moves when it arrives. */
export function fallbackDescriptors(font: Font, fallbackWidth: number): string {
  const sizeAdjust = averageWidth(font) / fallbackWidth;
  const override = (metric: number): string => percent(metric / font.unitsPerEm / sizeAdjust);
  return [
    `size-adjust: ${percent(sizeAdjust)};`,
    `ascent-override: ${override(font.ascent)};`,
    `descent-override: ${override(-font.descent)};`,
    'line-gap-override: 0%;',
  ].join('\n  ');
}

function advance(font: Pick<Font, 'glyphForCodePoint'>, letter: string): number {
  return font.glyphForCodePoint(letter.codePointAt(0) ?? 0).advanceWidth;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
