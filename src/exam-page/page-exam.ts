/** The exam in the page: cases run in isolates, a few at once. */
import examText from '../exam/harness/exam.ts?raw';
import pickClientText from '../exam/harness/pick-client.ts?raw';
import saysNoText from '../exam/harness/says-no.ts?raw';
import { EXAM_BUDGETS, openExamEndpoint } from '../exam/exam-endpoint.ts';
import { EXAM_ENTRY, type HarnessFiles, type RunCase } from '../exam/exam-files.ts';
import { supplies } from '../sandbox/element/page-supplies.ts';
import { parseWire } from '../sandbox/endpoint/wire-refusal.ts';
import { compileFiles } from '../sandbox/host/compile.ts';
import { createIsolateLanes } from '../sandbox/host/isolate-lanes.ts';
import { once } from '../sandbox/host/once.ts';
import { AT_ONCE } from './at-once.ts';
import type { Run } from '../sandbox/host/run.ts';
import { startRun } from '../sandbox/host/start-run.ts';

/** What calls the client. */
export const harness: HarnessFiles = {
  'exam.ts': examText,
  'pick-client.ts': pickClientText,
  'says-no.ts': saysNoText,
};

/** What one exam runs in. */
export interface PageExam {
  readonly run: RunCase;
  /** Ends all runs at once, whatever their code does, and takes away what they ran in. */
  close(): void;
}

const loadRefusals = once(async () => parseWire(await supplies.refusals()));

/** Makes ready for one exam. */
export function openPageExam(): PageExam {
  const lanes = createIsolateLanes(() => supplies.openFrame(), AT_ONCE);
  const underWay = new Set<Run>();
  return {
    async run({ files, given }, { server, seed }) {
      const run = startRun(
        { files, ...(given && { given }), entry: EXAM_ENTRY, scenario: { id: 'exam' }, seed, budgets: EXAM_BUDGETS },
        {
          spawn: () => lanes.take(),
          compile: (request) => compileFiles(request.files, request.given),
          openEndpoint: async () => openExamEndpoint(server, await loadRefusals(), seed),
        },
      );
      underWay.add(run);
      try {
        return await run.result;
      } finally {
        underWay.delete(run);
      }
    },
    close() {
      lanes.remove();
      for (const run of underWay) run.stop();
    },
  };
}
