import { getCollection, type CollectionEntry } from 'astro:content';
import type { Refusal } from '../sandbox/endpoint/refusal.ts';

/** The refusals of a guide, in the order in which its frontmatter lists them. */
export async function guideRefusals(guide: CollectionEntry<'guides'>): Promise<Refusal[]> {
  const refusals = new Map((await getCollection('refusals')).map(({ id, data }) => [id, data]));
  return guide.data.refusals.map((id) => {
    const refusal = refusals.get(id);
    if (refusal !== undefined) return refusal;
    const known = [...refusals.keys()].sort().join(', ');
    throw new Error(
      `Failed to read src/content/guides/${guide.id}/index.mdx: "${id}" under refusals is no file of src/content/refusals. Use: ${known}.`,
    );
  });
}
