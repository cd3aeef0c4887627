import { beforeAll, describe, expect, test } from 'vitest';
import { endlessCode, memoryHogs, type EndlessCode } from '../cases/loops.ts';
import { bitingIn } from '../support/attack.ts';
import { ENDLESS, endOf, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm, expectUntouched, withAftermath, type Aftermath } from '../support/lab.ts';
import type { Group } from '../support/open-group.ts';

const HELD_MS = { signOfLifeMs: 250, computingMs: 300 };
/** Longer than what a guarded run is given. */
const STOP_AFTER_MS = 450;

const toRuns = (codes: readonly EndlessCode[], rest: Omit<HostileRun, 'files'>): HostileRun[] =>
  codes.map(({ code }) => ({ files: { 'main.ts': code }, ...rest }));

function groupOf(title: string, codes: readonly EndlessCode[], atOnce: number): Group {
  return {
    bites({ lab, browser }) {
      describe(title, () => {
        const biting = bitingIn(browser, codes);
        let outcomes: readonly PageOutcome[];

        beforeAll(async () => {
          outcomes = await lab().run(
            'guarded',
            toRuns(biting, { budgets: ENDLESS, stopAfterMs: STOP_AFTER_MS }),
            atOnce,
          );
        });

        test.each(biting.map((code, index) => ({ ...code, index })))(
          '$name goes on until it is stopped',
          ({ index }) => {
            const outcome = outcomes[index];
            if (outcome === undefined) throw new Error('It was not run.');
            expect(outcome.hasBegun).toBe(true);
            expect(endOf(outcome.trace)).toEqual({ outcome: 'stopped', reason: 'stopped' });
          },
        );
      });
    },

    holds({ lab, exercised }) {
      describe(title, () => {
        let outcomes: readonly PageOutcome[];
        let aftermath: Aftermath;

        beforeAll(async () => {
          const runs = toRuns(codes, { budgets: HELD_MS });
          [outcomes, aftermath] = await withAftermath(lab(), () => lab().run('guarded', runs, atOnce));
        });

        test.each(codes.map((code, index) => ({ ...code, index })))('$name is ended', ({ index }) => {
          const outcome = outcomes[index];
          if (outcome === undefined) throw new Error('It was not run.');
          const { outcome: ended, reason } = endOf(outcome.trace);
          expect(ended).toBe('over-budget');
          // Which of the two comes first is up to the machine.
          expect(['sign-of-life', 'computing']).toContain(reason);
          expectCalm(outcome);
        });

        test('reaches nothing, and leaves the next run clean', () => expectUntouched(aftermath, exercised()));
      });
    },
  };
}

/** Code that never ends by itself. */
export const endlessGroup = groupOf('endless code', endlessCode, 2);
/** Code that takes all memory, one at a time so that the machine has some left. */
export const memoryGroup = groupOf('code without a measure', memoryHogs, 1);
