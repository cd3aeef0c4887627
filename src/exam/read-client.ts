import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { ClientFiles } from './exam-files.ts';
import { offerFunction } from './offer-function.ts';

/** A file of the reader's with all that it imports, in one. Throws a sentence for what can't be read. */
export async function readClient(path: string, exportName: string | undefined): Promise<ClientFiles> {
  if (!existsSync(path)) throw new Error(`There is no file "${path}".`);
  const offered = offerFunction(readFileSync(path, 'utf8'), exportName);
  const bundle = await rolldown({
    input: resolve(path),
    plugins: [{ name: 'offer-function', transform: (_, id) => (id === resolve(path) ? offered : undefined) }],
    platform: 'neutral',
    resolve: { conditionNames: ['import', 'default'], mainFields: ['module', 'main'] },
    // What was not found stays an import, and is told below in one sentence.
    onLog: () => undefined,
  });
  try {
    const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
    const [chunk] = output;
    const outside = chunk.imports.filter((name) => name !== chunk.fileName);
    if (outside.length > 0) {
      throw new Error(
        `"${path}" imports ${outside.join(', ')}, which the exam does not have: it gives code what browsers and servers share, fetch among it.`,
      );
    }
    return { files: { 'client.ts': chunk.code }, ...(exportName !== undefined && { exportName }) };
  } finally {
    await bundle.close();
  }
}
