/**
 * `npm run exam -- path/to/file.ts`: puts retry code through the exam. Its default export is called, else
 * `fetchWithRetry`, else its only function, else the one that `--export` names. What it claims beside trying again is
 * asked of it too: `--claims reads-streams,retry-budget`.
 *
 * Exit status: 0 when every case that applies is passed, 1 when one is not, 2 when there was nothing to examine.
 */
import { availableParallelism } from 'node:os';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { loadRefusals } from '../sandbox/endpoint/load-refusals.ts';
import { examCases } from './cases.ts';
import { CLAIMS, type Need } from './exam-case.ts';
import { FETCH_OFFERS, playInIsolate } from './exam-files.ts';
import { createNodeRunner, readHarness } from './node.ts';
import { readClient } from './read-client.ts';
import { reportJson, reportText } from './report.ts';
import { takeExam } from './take-exam.ts';

const USAGE = `Usage: npm run exam -- path/to/file.ts [--export NAME] [--claims ${CLAIMS.join(',')}] [--verbose] [--json]
  --export NAME  examines that export; else the default export, fetchWithRetry, or the only function
  --claims LIST  asks what only its author can say it does, beside trying again
  --verbose      shows every failure in full, not only the first of its group
  --json         prints every case with its traces; for machines, without the lines of npm:
                 npm run --silent exam -- path/to/file.ts --json
Ends with status 0 if every case that applies is passed, 1 if one is not, 2 if there was nothing to examine.`;

/** Somebody waits for the answer, so a loop that never rests is told after this; a busy machine is still not too slow. */
const BUDGETS = { signOfLifeMs: 15_000, computingMs: 30_000 };

interface Arguments {
  readonly path: string;
  readonly exportName: string | undefined;
  readonly claims: readonly Need[];
  readonly verbose: boolean;
  readonly json: boolean;
}

const OPTIONS = {
  export: { type: 'string' },
  claims: { type: 'string' },
  verbose: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function parse(): ReturnType<typeof parseArgs<{ allowPositionals: true; options: typeof OPTIONS }>> {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    const why = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new Error(`${why}.\n${USAGE}`, { cause: error });
  }
}

/** What to do; nothing, if only its usage is asked for. */
function readArguments(): Arguments | undefined {
  const { values, positionals } = parse();
  if (values.help) return undefined;
  const [path, another] = positionals;
  if (path === undefined || another !== undefined) throw new Error(USAGE);
  const { export: exportName, claims, verbose, json } = values;
  return { path, exportName, claims: readClaims(claims), verbose, json };
}

function readClaims(list: string | undefined): readonly Need[] {
  return (list?.split(',') ?? []).map((name) => {
    const claim = CLAIMS.find((each) => each === name.trim());
    if (claim !== undefined) return claim;
    throw new Error(`There is no claim "${name}". There are: ${CLAIMS.join(', ')}.`);
  });
}

async function takeAndReport({ path, exportName, claims, verbose, json }: Arguments): Promise<void> {
  const client = await readClient(path, exportName);
  const run = createNodeRunner(await loadRefusals('src/content/refusals'), { budgets: BUDGETS });
  const play = playInIsolate(client, { harness: readHarness(), run });
  const graded = await takeExam(
    examCases,
    { offers: [...FETCH_OFFERS, ...claims], play },
    { atOnce: availableParallelism() },
  );
  process.stdout.write(json ? reportJson(path, graded) : reportText(graded, { verbose }));
  process.exitCode = graded.some(({ grade }) => grade.kind === 'fail') ? 1 : 0;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads may have enough, as `head` has; the verdict is in the status all the same.
  if (error.code !== 'EPIPE') throw error;
});

try {
  const asked = readArguments();
  if (asked === undefined) console.log(USAGE);
  else await takeAndReport(asked);
} catch (error) {
  // What reads the code colours what it says, wherever that goes.
  console.error(stripVTControlCharacters(error instanceof Error ? error.message : String(error)));
  process.exitCode = 2;
}
