/**
 * Makes the two font files and fonts.css from Fontsource's packages. Run it after a change of `charset.ts`:
 * `node src/styles/fonts/make-fonts.ts`. Its results are committed, so a build needs none of this.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { create } from 'fontkit';
import subsetFont from 'subset-font';
import { charset } from './charset.ts';
import { fallbackDescriptors } from './fallback-metrics.ts';

const weights = { min: 400, max: 700 };
const here = new URL('./', import.meta.url);
const packages = new URL('../../../node_modules/@fontsource-variable/', import.meta.url);

/** `fallbacks` are fonts that readers have, with the width of their average character as a part of the em. */
const faces = [
  {
    family: 'Source Serif 4',
    name: 'source-serif-4',
    keepFeatures: ['kern', 'liga'],
    fallbacks: [
      { label: 'Times', width: 0.4039, local: ['Times New Roman', 'Liberation Serif', 'Tinos'] },
      { label: 'DejaVu', width: 0.517, local: ['DejaVu Serif'] },
    ],
  },
  {
    family: 'JetBrains Mono',
    name: 'jetbrains-mono',
    // Without its ligatures: `=>` in code that people copy must look like what they will type.
    keepFeatures: [],
    fallbacks: [
      {
        label: 'Courier',
        width: 0.6001,
        local: ['Menlo', 'Courier New', 'Liberation Mono', 'DejaVu Sans Mono', 'Cousine'],
      },
    ],
  },
] as const;

type Face = (typeof faces)[number];

async function makeFont({ name, keepFeatures }: Face): Promise<Buffer> {
  const source = readFileSync(new URL(`${name}/files/${name}-latin-wght-normal.woff2`, packages));
  const font = await subsetFont(source, charset, {
    targetFormat: 'woff2',
    keepFeatures: [...keepFeatures],
    noHinting: true,
    variationAxes: { wght: weights },
  });
  writeFileSync(new URL(`${name}.woff2`, here), font);
  writeFileSync(new URL(`${name}-licence.txt`, here), readFileSync(new URL(`${name}/LICENSE`, packages)));
  return font;
}

function fontFaces({ family, name, fallbacks }: Face, font: Buffer): string {
  const own = `@font-face {
  font-family: '${family}';
  src: url('./${name}.woff2') format('woff2');
  font-weight: ${weights.min} ${weights.max};
  /* Preloaded, and never swapped in late: a line that has been read does not move. */
  font-display: optional;
}
`;
  return [own, ...fallbacks.map((fallback) => fallbackFace(family, fallback, font))].join('\n');
}

function fallbackFace(family: string, { label, width, local }: Face['fallbacks'][number], font: Buffer): string {
  return `@font-face {
  font-family: '${family} as ${label}';
  src: ${local.map((name) => `local('${name}')`).join(', ')};
  ${fallbackDescriptors(create(font), width)}
}
`;
}

const css: string[] = ['/* Made by make-fonts.ts. */\n'];
for (const face of faces) css.push(fontFaces(face, await makeFont(face)));
writeFileSync(new URL('fonts.css', here), css.join('\n'));
