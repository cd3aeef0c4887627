import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { ClientFiles } from './exam-files.ts';
import { standInFor } from './node-stand-ins.ts';
import { HARNESS } from './node.ts';
import { offerFunction } from './offer-function.ts';
import { sayOutside, type SeenImport } from './outside-imports.ts';

/**
 * A file of the reader's with all that it imports, in one: `path` is taken from where they stand. Throws a sentence for
 * what can't be read.
 */
export async function readClient(path: string, exportName: string | undefined): Promise<ClientFiles> {
  // npm runs the command in the project's folder, wherever it was called.
  const place = resolve(process.env.INIT_CWD ?? '.', path);
  const file = statSync(place, { throwIfNoEntry: false });
  if (file === undefined) throw new Error(`There is no file "${path}".`);
  // It is read twice, which what a shell passes on does not stand.
  if (!file.isFile()) throw new Error(`"${path}" is no file. Name one that holds the code.`);
  const offered = offerFunction(readFileSync(place, 'utf8'), exportName);
  const imports: Omit<SeenImport, 'isOutside'>[] = [];
  const bundle = await rolldown({
    input: place,
    plugins: [
      { name: 'offer-function', transform: (_, id) => (id === place ? offered : undefined) },
      { name: 'stand-in', resolveId: standInPath },
      {
        name: 'note-imports',
        resolveId: (specifier, importer) => {
          imports.push({ specifier, isOwn: !/[\\/]node_modules[\\/]/.test(importer ?? '') });
        },
      },
    ],
    platform: 'neutral',
    resolve: { conditionNames: ['import', 'default'], mainFields: ['module', 'main'] },
    // What was not found stays an import, and is told below in one sentence.
    onLog: () => undefined,
  });
  try {
    const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
    const [chunk] = output;
    const outside = sayOutside(
      path,
      imports.map((one) => ({ ...one, isOutside: chunk.imports.includes(one.specifier) })),
    );
    if (outside !== undefined) throw new Error(outside);
    return { files: { 'client.ts': chunk.code }, ...(exportName !== undefined && { exportName }) };
  } finally {
    await bundle.close();
  }
}

/** Where the file lies that stands in for a module of Node's. */
function standInPath(specifier: string): string | undefined {
  const file = standInFor(specifier);
  return file && resolve(HARNESS, file);
}
