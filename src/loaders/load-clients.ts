import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'astro/zod';
import { parse } from 'yaml';
import { checkedSchema, clientSchema, type Client } from '../schemas/client-schema.ts';

/** In which way a library is called: as it comes, or with the settings that come closest to right behaviour. */
export type SettingsKind = 'defaults' | 'best';

export interface LoadedClient extends Client {
  /** Its folder's name. */
  readonly id: string;
  /** The text of its files. */
  readonly code: Readonly<Record<SettingsKind, string>>;
}

/** Reads the clients of a folder, in the order of their ids. Throws a sentence for what is wrong with one. */
export function loadClients(folder = 'src/clients'): readonly LoadedClient[] {
  const ids = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'python')
    .map(({ name }) => name);
  return ids.sort().map((id) => {
    const textOf = (name: string): string => readFileSync(join(folder, id, name), 'utf8');
    const known = parseFile(join(folder, id, 'client.yaml'), clientSchema);
    return { id, ...known, code: { defaults: textOf('defaults.ts'), best: textOf('best.ts') } };
  });
}

/** Reads when what the clients' files say was last held against their packages, and against which versions of them. */
export function loadChecked(folder = 'src/clients'): z.infer<typeof checkedSchema> {
  return parseFile(join(folder, 'checked.yaml'), checkedSchema);
}

/** Reads a YAML file. Throws a sentence with all that is wrong in it. */
export function parseFile<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(' ');
  throw new Error(`Failed to read ${path}: ${problems}`);
}
