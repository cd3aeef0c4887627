import { beforeAll, describe, expect, test } from 'vitest';
import { comparableTrace, hasRealTimeEnd } from '../../../src/sandbox/trace/compare.ts';
import type { Trace } from '../../../src/sandbox/trace/events.ts';
import { runScripted } from '../../support/run-scripted.ts';
import { hostileValues, type HostileValue } from '../cases/hostile-values.ts';
import { oddValues } from '../cases/odd-values.ts';
import { bitingIn } from '../support/attack.ts';
import { endOf, PATIENT, printedBy, SHORT, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm, expectUntouched, withAftermath, type Aftermath } from '../support/lab.ts';
import type { Group } from '../support/open-group.ts';
import { shorten } from '../support/shorten.ts';

const all = [...hostileValues, ...oddValues];

const toRun = ({ code, script }: HostileValue, rest: Omit<HostileRun, 'files'>): HostileRun => ({
  files: { 'main.ts': code },
  ...(script && { script }),
  ...rest,
});

const inNode = new Map<string, Trace>();

/** Runs all of it in Node, two at a time; once for all browsers. */
export async function runValuesInNode(): Promise<void> {
  const rest = [...all];
  const runner = async (): Promise<void> => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
      inNode.set(one.name, shorten(await runScripted(one.code, one.script, { budgets: PATIENT })));
    }
  };
  await Promise.all([runner(), runner()]);
}

/** How a run went in Node. */
function traceInNode({ name }: HostileValue): Trace {
  const trace = inNode.get(name);
  if (trace === undefined) throw new Error('It was not run in Node.');
  expect(hasRealTimeEnd(trace)).toBe(false);
  return trace;
}

/** Values that bite whoever reads, prints, sends or throws them. */
export const valuesGroup: Group = {
  bites({ lab, browser }) {
    describe('a run that', () => {
      const biting = bitingIn(browser, hostileValues);
      let outcomes: readonly PageOutcome[];

      beforeAll(async () => {
        const runs = biting.map((one) => toRun(one, { budgets: SHORT, stopAfterMs: 700 }));
        outcomes = await lab().run('careless', runs, 3);
      });

      test.each(biting.map((value, index) => ({ name: value.name, value, index })))(
        '$name ends otherwise',
        ({ index, value }) => {
          const outcome = outcomes[index];
          if (outcome === undefined) throw new Error('It was not run.');
          expect(comparableTrace(outcome.trace)).not.toEqual(comparableTrace(traceInNode(value)));
        },
      );
    });
  },

  holds({ lab, exercised }) {
    describe('a run that', () => {
      let outcomes: readonly PageOutcome[];
      let aftermath: Aftermath;

      beforeAll(async () => {
        const runs = all.map((one) => toRun(one, {}));
        [outcomes, aftermath] = await withAftermath(lab(), () => lab().run('guarded', runs, 3));
      });

      test.each(all.map((value, index) => ({ name: value.name, value, index })))(
        '$name ends as in Node',
        ({ index, value }) => {
          const outcome = outcomes[index];
          if (outcome === undefined) throw new Error('It was not run.');
          expect(endOf(outcome.trace)).toEqual(value.ends);
          if (value.prints) expect(printedBy(outcome.trace)).toEqual(value.prints);
          expect(comparableTrace(outcome.trace)).toEqual(comparableTrace(traceInNode(value)));
          expectCalm(outcome);
        },
      );

      test('does any of this reaches nothing, and leaves the next run clean', () =>
        expectUntouched(aftermath, exercised()));
    });
  },
};
