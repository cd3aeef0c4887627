/** The exam in Node: for the command line and the tests. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { SpawnIsolate } from '../sandbox/host/isolate-handle.ts';
import { createIsolateLanes, type IsolateLanes } from '../sandbox/host/isolate-lanes.ts';
import { openNodePlace } from '../sandbox/host/node.ts';
import { compileFiles } from '../sandbox/host/compile.ts';
import { startRun } from '../sandbox/host/start-run.ts';
import type { WireRefusal } from '../sandbox/endpoint/wire-refusal.ts';
import type { Budgets } from '../sandbox/isolate/protocol.ts';
import { EXAM_ENTRY, type HarnessFiles, type RunCase } from './exam-files.ts';
import { EXAM_BUDGETS, openExamEndpoint } from './exam-endpoint.ts';

/** The folder of what calls the client. Found from the project's root: a bundler moves this file, but not those. */
export const HARNESS = 'src/exam/harness';

/** The text of what calls the client. */
export function readHarness(): HarnessFiles {
  const textOf = (name: string): string => readFileSync(`${HARNESS}/${name}`, 'utf8');
  return {
    'exam.ts': textOf('exam.ts'),
    'pick-client.ts': textOf('pick-client.ts'),
    'says-no.ts': textOf('says-no.ts'),
  };
}

/** Real time is no part of a verdict, so a busy machine may take its time. */
export const PATIENT_BUDGETS: Partial<Budgets> = { signOfLifeMs: 60_000, computingMs: 60_000 };

/** In what a case runs, and with which budgets beside the exam's own. */
export interface RunnerOptions {
  /** Gives each run its isolate; processes that take one run after the other if left out. */
  readonly spawn?: SpawnIsolate;
  readonly budgets?: Partial<Budgets>;
}

/** Runs cases in processes, which end with this one. */
export function createNodeRunner(
  refusals: ReadonlyMap<string, WireRefusal>,
  { spawn: own, budgets }: RunnerOptions = {},
): RunCase {
  let lanes: IsolateLanes | undefined;
  const take: SpawnIsolate = () => (lanes ??= createIsolateLanes(openNodePlace, availableParallelism())).take();
  return ({ files, given }, { server, seed }) =>
    startRun(
      {
        files,
        ...(given && { given }),
        entry: EXAM_ENTRY,
        scenario: { id: 'exam' },
        seed,
        budgets: { ...EXAM_BUDGETS, ...budgets },
      },
      {
        spawn: own ?? take,
        compile: (request) => compileFiles(request.files, request.given),
        openEndpoint: () => openExamEndpoint(server, refusals, seed),
      },
    ).result;
}
