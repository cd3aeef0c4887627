import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { scorecardExams } from '../../../components/scorecard.ts';
import { runName } from '../../../scorecard/examined-words.ts';

export const getStaticPaths = (async () => {
  const { exams } = await scorecardExams();
  return exams.flatMap(({ examined, cases }) =>
    cases.flatMap(({ id, traces }) =>
      traces.map((trace) => ({
        params: { examined: examined.id, run: runName(id, trace.seed, traces.length) },
        props: { trace },
      })),
    ),
  );
}) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

/** The trace of a case, which its page fetches when the run is opened. */
export const GET: APIRoute<Props> = ({ props }) => Response.json(props.trace);
