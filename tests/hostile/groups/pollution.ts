import { beforeAll, describe, expect, test } from 'vitest';
import { comparableTrace } from '../../../src/sandbox/trace/compare.ts';
import { harmlessPollution, pollution, toPollute } from '../cases/pollution.ts';
import { bitingIn } from '../support/attack.ts';
import { exerciseAfter } from '../support/exercise-run.ts';
import { SHORT, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm, expectUntouched, withAftermath, type Aftermath } from '../support/lab.ts';
import type { Group } from '../support/open-group.ts';

/** Changes to what the runtime stands on. */
export const pollutionGroup: Group = {
  bites({ lab, browser, exercised }) {
    describe('pollution', () => {
      const biting = bitingIn(browser, pollution);
      let traces: readonly object[];
      let unpolluted: object | undefined;

      beforeAll(async () => {
        const runs = biting.map((one): HostileRun => ({ ...exerciseAfter(toPollute([one])), budgets: SHORT }));
        const outcomes = await lab().run('soft', [exerciseAfter(''), ...runs], 8);
        [unpolluted, ...traces] = outcomes.map(({ trace }) => comparableTrace(trace));
      });

      test('nothing bites where nothing is polluted', () => {
        expect(unpolluted).toEqual(exercised());
      });

      test.each(biting.map((one, index) => ({ ...one, index })))('of $name bites', ({ index }) => {
        expect(traces[index]).toBeDefined();
        expect(traces[index]).not.toEqual(exercised());
      });
    });
  },

  holds({ lab, exercised }) {
    describe('pollution', () => {
      let polluted: PageOutcome | undefined;
      let aftermath: Aftermath;

      beforeAll(async () => {
        const everything = toPollute([...pollution, ...harmlessPollution]);
        [[polluted], aftermath] = await withAftermath(lab(), () => lab().run('guarded', [exerciseAfter(everything)]));
      });

      test('changes nothing, all of it at once, and leaves the next run clean', () => {
        if (polluted === undefined) throw new Error('It was not run.');
        expect(comparableTrace(polluted.trace)).toEqual(exercised());
        expectCalm(polluted);
        expectUntouched(aftermath, exercised());
      });
    });
  },
};
