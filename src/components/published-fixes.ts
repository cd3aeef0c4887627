import { getCollection } from 'astro:content';
import type { FixOnDisk } from '../fixes/read-fix.ts';
import { readingOrder } from '../fixes/reading-order.ts';

const place = ({ name }: FixOnDisk): number => readingOrder.indexOf(name);

/** All fixes, in the order in which they are read. */
export async function publishedFixes(): Promise<readonly FixOnDisk[]> {
  const entries = await getCollection('fixes');
  return entries.map(({ data }) => data).sort((a, b) => place(a) - place(b));
}
