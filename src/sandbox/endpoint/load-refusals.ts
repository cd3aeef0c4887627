import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { parseRefusal, type Refusal } from './refusal.ts';

/** Reads every `<id>.yaml` of a folder. Only for Node; the page gets the same data as JSON. */
export async function loadRefusals(folder: string): Promise<ReadonlyMap<string, Refusal>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const refusals = await Promise.all(files.map((file) => loadRefusal(join(folder, file))));
  return new Map(refusals.map((refusal) => [refusal.id, refusal]));
}

async function loadRefusal(path: string): Promise<Refusal> {
  const refusal = parseRefusal(parse(await readFile(path, 'utf8')), path);
  const expected = basename(path, '.yaml');
  if (refusal.id === expected) return refusal;
  throw new TypeError(
    `Failed to read ${path}: its id is "${refusal.id}". Call it "${expected}", as its file, or rename that.`,
  );
}
