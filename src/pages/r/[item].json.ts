import type { APIRoute, GetStaticPaths } from 'astro';
import { publishedFixes } from '../../components/published-fixes.ts';
import { readHomepage } from '../../fixes/homepage.ts';
import { registryItems, type RegistryItem } from '../../fixes/registry.ts';

/** What `npx shadcn add` asks for. */
export const getStaticPaths = (async () => {
  const homepage = readHomepage();
  const items = (await publishedFixes()).flatMap((fix) => registryItems(fix, homepage));
  return items.map((item) => ({ params: { item: item.name }, props: { item } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ item: RegistryItem }> = ({ props }) => Response.json(props.item);
