import type { APIRoute } from 'astro';
import { publishedFixes } from '../../components/published-fixes.ts';
import type { KnownFix } from '../../fixes/identify.ts';

/** Every version of every fix, with what changed and the hashes of its files: what a copy is recognised by. */
export const GET: APIRoute = async () => {
  const known: readonly KnownFix[] = (await publishedFixes()).map(({ name, title, versions }) => ({
    name,
    title,
    versions: versions.map(({ version, date, changes, files = {} }) => ({
      version,
      date: date.toISOString().slice(0, 10),
      changes,
      files,
    })),
  }));
  return Response.json(known);
};
