import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { recordedRuns } from '../../../components/recorded-run.ts';

export const getStaticPaths = (async () => {
  const runs = await recordedRuns();
  return runs.map(({ id, data }) => ({ params: { id }, props: { trace: data.trace } }));
}) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

/** The trace of a recorded run, which a sandbox fetches when it is played or compared. */
export const GET: APIRoute<Props> = ({ props }) => Response.json(props.trace);
