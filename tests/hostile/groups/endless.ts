import { beforeAll, describe, expect, test } from 'vitest';
import { endlessCode, memoryHogs, type EndlessCode } from '../cases/loops.ts';
import { ENDLESS, endOf, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm } from '../support/lab.ts';
import type { OpenGroup } from '../support/open-group.ts';

const HELD_MS = { signOfLifeMs: 400, computingMs: 500 };
/** Longer than the guarded runs take. */
const STOP_AFTER_MS = 700;

const toRuns = (codes: readonly EndlessCode[], rest: Omit<HostileRun, 'files'>): HostileRun[] =>
  codes.map(({ code }) => ({ files: { 'main.ts': code }, ...rest }));

/** Code that never ends by itself, or takes all memory. */
export const endlessGroup: OpenGroup = ({ lab }) => {
  for (const [title, codes, atOnce] of [
    ['endless code', endlessCode, 4],
    ['memory', memoryHogs, 2],
  ] as const) {
    describe(title, () => {
      let held: readonly PageOutcome[];
      let bare: readonly PageOutcome[];

      beforeAll(async () => {
        held = await lab().held(() => lab().runAll(toRuns(codes, { budgets: HELD_MS }), atOnce));
        bare = await lab().runAll(toRuns(codes, { budgets: ENDLESS, stopAfterMs: STOP_AFTER_MS }), atOnce);
      });

      test.each(codes.map((code, index) => ({ ...code, index })))('$name is ended', ({ index, reasons }) => {
        const outcome = held[index];
        if (outcome === undefined) throw new Error('It was not run.');
        const { outcome: ended, reason } = endOf(outcome.trace);
        expect(ended).toBe('over-budget');
        expect(reasons).toContain(reason);
        expectCalm(outcome);
      });

      test.each(codes.map((code, index) => ({ ...code, index })))('$name goes on without a budget', ({ index }) => {
        const outcome = bare[index];
        expect(outcome).toMatchObject({ hasBegun: true, wasStopped: true });
        expect(outcome && endOf(outcome.trace)).toEqual({ outcome: 'stopped', reason: 'stopped' });
        if (outcome) expectCalm(outcome);
      });
    });
  }
};
