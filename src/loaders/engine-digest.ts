import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that decides, besides the snippet itself, what a run will be. Paths from the project's root. */
const ENGINE = [
  'src/sandbox/{trace,endpoint,isolate,host}/**/*.ts',
  'src/content/refusals/*.yaml',
  'package-lock.json',
];

/** A digest of the engine, and of what else takes part: it changes when a recorded run might have to be made anew. */
export function digestEngine(root: string, others: readonly string[] = []): string {
  const paths = [...ENGINE, ...others].flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}
