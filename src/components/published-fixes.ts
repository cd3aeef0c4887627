import { getCollection } from 'astro:content';
import type { FixOnDisk } from '../fixes/read-fix.ts';

/** All fixes, by their names. */
export async function publishedFixes(): Promise<readonly FixOnDisk[]> {
  const entries = await getCollection('fixes');
  return entries.map(({ data }) => data).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
