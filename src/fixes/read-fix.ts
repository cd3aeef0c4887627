import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { fixSchema, type Fix, type FixFile } from '../schemas/fix-schema.ts';

/** A fix as it lies on disk. */
export interface FixOnDisk extends Fix {
  /** The name of its folder. */
  readonly name: string;
  readonly files: readonly FixFile[];
}

/** The names of all fixes: the folders of `folder` that have a file to copy. */
export function fixNames(folder: string): readonly string[] {
  return [...new Set(globSync('*/*.{ts,py,yaml}', { cwd: folder }).map((path) => path.split(/[\\/]/)[0] ?? ''))].sort();
}

/** Reads a fix: what its `fix.yaml` says, and its files. */
export function readFix(folder: string, name: string): FixOnDisk {
  const files = globSync('*.{ts,py}', { cwd: join(folder, name) })
    .sort()
    .map((file) => ({ name: basename(file), text: readFileSync(join(folder, name, file), 'utf8') }));
  return { name, files, ...readAbout(join(folder, name, 'fix.yaml'), name) };
}

function readAbout(path: string, name: string): Fix {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(
      `Failed to read the fix "${name}": ${path} is not there. Write its title, description, guide, whereItGoes and versions, as the other fixes do.`,
      { cause },
    );
  }
  const read = fixSchema.safeParse(parse(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`Failed to read ${path}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? ''}`);
}
