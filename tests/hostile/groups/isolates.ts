import { beforeAll, describe, expect, test } from 'vitest';
import { floods, lies, toIsolateCode, type HostileIsolate } from '../cases/hostile-isolates.ts';
import { bitingIn } from '../support/attack.ts';
import { endOf, PATIENT, SHORT, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm, expectUntouched, withAftermath, type Aftermath } from '../support/lab.ts';
import type { Group } from '../support/open-group.ts';

interface IsolatesGroup {
  readonly title: string;
  readonly isolates: readonly HostileIsolate[];
  readonly atOnce: number;
  readonly budgets: HostileRun['budgets'] & object;
  /** How a run may end: a worker that takes long to write its message gives no sign of life meanwhile. */
  readonly ends: readonly string[];
  /** How long each may do its harm. */
  readonly stopAfterMs: number;
}

const toRun = (isolate: HostileIsolate, rest: Omit<HostileRun, 'files'>): HostileRun => ({
  files: { 'main.ts': '' },
  isolateCode: toIsolateCode(isolate),
  ...rest,
});

/** Whether it was let in: nobody ended the run for what it sent. */
function wasLetIn(outcome: PageOutcome): boolean {
  return outcome.hasBegun && endOf(outcome.trace).reason !== 'broken-protocol';
}

/** Isolates that are not ours: raw messages, from a worker that keeps to nothing. */
function groupOf({ title, isolates, atOnce, budgets, ends, stopAfterMs }: IsolatesGroup): Group {
  return {
    bites({ lab, browser }) {
      describe(title, () => {
        const biting = bitingIn(browser, isolates);
        let outcomes: readonly PageOutcome[];

        beforeAll(async () => {
          const runs = biting.map((one) => toRun(one, { budgets: PATIENT, stopAfterMs }));
          outcomes = await lab().run('trusting', runs, atOnce);
        });

        test.each(biting.map((one, index) => ({ ...one, index })))('$name is let in', ({ index }) => {
          const outcome = outcomes[index];
          if (outcome === undefined) throw new Error('It was not run.');
          expect(wasLetIn(outcome)).toBe(true);
        });
      });
    },

    holds({ lab, exercised }) {
      describe(title, () => {
        let outcomes: readonly PageOutcome[];
        let aftermath: Aftermath;

        beforeAll(async () => {
          const runs = isolates.map((one) => toRun(one, { budgets }));
          [outcomes, aftermath] = await withAftermath(lab(), () => lab().run('guarded', runs, atOnce));
        });

        test.each(isolates.map((one, index) => ({ ...one, index })))('$name is shut out', ({ index }) => {
          const outcome = outcomes[index];
          if (outcome === undefined) throw new Error('It was not run.');
          expect(ends).toContain(endOf(outcome.trace).reason);
          expectCalm(outcome);
        });

        test('reaches nothing, and leaves the next run clean', () => expectUntouched(aftermath, exercised()));
      });
    },
  };
}

/** Each message is small, or right by itself; together they would keep the page busy. */
export const floodsGroup = groupOf({
  title: 'an isolate that sends',
  isolates: floods,
  atOnce: 1,
  budgets: SHORT,
  ends: ['broken-protocol', 'sign-of-life', 'computing'],
  stopAfterMs: 100,
});

/** Messages that the protocol does not know, or that are not true. */
export const liesGroup = groupOf({
  title: 'an isolate that forges',
  isolates: lies,
  atOnce: 8,
  budgets: PATIENT,
  ends: ['broken-protocol'],
  stopAfterMs: 150,
});
