import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { recordedRuns } from '../../../components/recorded-run.ts';
import { compileFiles } from '../../../sandbox/host/compile.ts';
import type { ReadyMade } from '../../../sandbox/host/ready-made.ts';

export const getStaticPaths = (async () => {
  const runs = await recordedRuns();
  return runs.map(({ id, data }) => ({ params: { id }, props: { files: data.files } }));
}) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

/** A snippet compiled, so that a page that runs it as printed need not load the compiler. */
export const GET: APIRoute<Props> = ({ props: { files } }) => {
  const made = compileFiles(files);
  // A snippet may be broken on purpose; the page's own compiler will say how.
  const answer: ReadyMade = made.kind === 'compiled' ? { files, compiled: made.files } : { files: {}, compiled: [] };
  return Response.json(answer);
};
