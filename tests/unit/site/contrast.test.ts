import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');
const schemes = ['light', 'dark'] as const;
const grounds = ['paper', 'sheet', 'mark'];
const texts = ['ink', 'soft', 'accent', 'ok', 'no', 'wait', 'limit', 'code-keyword', 'code-literal'];

/** A token's colour in both schemes. */
function colours(token: string): Record<(typeof schemes)[number], string> {
  const match = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (!match?.[1] || !match[2]) throw new Error(`tokens.css has no colour --${token}`);
  return { light: match[1], dark: match[2] };
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

test('computes the contrasts that WCAG names', () => {
  expect(contrast('#ffffff', '#000000')).toBe(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

for (const scheme of schemes) {
  for (const ground of grounds) {
    test.each(texts)(`in ${scheme}, %s can be read on ${ground}`, (token) => {
      expect(contrast(colours(token)[scheme], colours(ground)[scheme])).toBeGreaterThanOrEqual(4.5);
    });

    test(`in ${scheme}, the edge of a control is seen on ${ground}`, () => {
      expect(contrast(colours('edge')[scheme], colours(ground)[scheme])).toBeGreaterThanOrEqual(3);
    });
  }

  test(`in ${scheme}, the strong button's label can be read`, () => {
    expect(contrast(colours('on-accent')[scheme], colours('accent')[scheme])).toBeGreaterThanOrEqual(4.5);
  });
}

test('every colour of tokens.css is held to one of these', () => {
  const declared = [...css.matchAll(/--([a-z-]+): light-dark/g)].map((match) => match[1]);
  // The rule between parts of a page carries no meaning, so it may be faint.
  expect(declared.sort()).toEqual([...grounds, ...texts, 'edge', 'on-accent', 'rule'].sort());
});
