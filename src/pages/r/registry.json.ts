import type { APIRoute } from 'astro';
import { publishedFixes } from '../../components/published-fixes.ts';
import { readHomepage } from '../../fixes/homepage.ts';
import { registryCatalogue, registryItems } from '../../fixes/registry.ts';

/** The list of what the registry has. */
export const GET: APIRoute = async () => {
  const homepage = readHomepage();
  const items = (await publishedFixes()).flatMap((fix) => registryItems(fix, homepage));
  return Response.json(registryCatalogue(items, homepage));
};
