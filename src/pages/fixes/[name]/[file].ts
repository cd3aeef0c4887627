import type { APIRoute, GetStaticPaths } from 'astro';
import { publishedFixes } from '../../../components/published-fixes.ts';

/** Every file of every fix at an address that stays: its bytes as they lie in the project. */
export const getStaticPaths = (async () => {
  const fixes = await publishedFixes();
  return fixes.flatMap(({ name, files }) =>
    files.map((file) => ({ params: { name, file: file.name }, props: { text: file.text } })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(props.text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
