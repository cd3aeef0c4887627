import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'astro/zod';
import { pythonClientSchema } from '../schemas/python-client-schema.ts';
import { parseFile } from './load-clients.ts';

export interface PythonClient extends z.infer<typeof pythonClientSchema> {
  /** The name of its files, without their endings. */
  readonly id: string;
  /** The text of its file. */
  readonly code: string;
}

/** Reads the clients for Python, in the order of their ids. Throws a sentence for what is wrong with one. */
export function loadPythonClients(folder = 'src/clients/python'): readonly PythonClient[] {
  const names = globSync('*.yaml', { cwd: folder }).sort();
  return names.map((name) => {
    const id = basename(name, '.yaml');
    const known = parseFile(join(folder, name), pythonClientSchema);
    return { id, ...known, code: readFileSync(join(folder, `${id}.py`), 'utf8') };
  });
}
