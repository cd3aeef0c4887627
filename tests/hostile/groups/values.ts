import { beforeAll, describe, expect, test } from 'vitest';
import { comparableTrace, hasRealTimeEnd } from '../../../src/sandbox/trace/compare.ts';
import type { Trace } from '../../../src/sandbox/trace/events.ts';
import { runScripted } from '../../support/run-scripted.ts';
import { hostileValues, type HostileValue } from '../cases/hostile-values.ts';
import { endOf, printedBy, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm } from '../support/lab.ts';
import type { OpenGroup } from '../support/open-group.ts';

const HELD = { signOfLifeMs: 3_000, computingMs: 5_000 };

const toRun = ({ code, script }: HostileValue, rest: Omit<HostileRun, 'files'>): HostileRun => ({
  files: { 'main.ts': code },
  ...(script && { script }),
  ...rest,
});

/** Values that bite whoever reads, prints, sends or throws them. */
export const valuesGroup: OpenGroup = ({ lab }) => {
  describe('hostile values', () => {
    let held: readonly PageOutcome[];
    let bare: readonly PageOutcome[];
    let inNode: readonly Trace[];

    beforeAll(async () => {
      inNode = await Promise.all(hostileValues.map(({ code, script }) => runScripted(code, script, { budgets: HELD })));
      held = await lab().held(() => lab().runAll(hostileValues.map((one) => toRun(one, { budgets: HELD }))));
      const careless = { variant: 'careless', stopAfterMs: 1_000 } as const;
      bare = await lab().runAll(hostileValues.map((one) => toRun(one, careless)));
    });

    const indexed = hostileValues.map((one, index) => ({ ...one, index }));

    test.each(indexed)('a run that $name ends as in Node', ({ index, ends, prints }) => {
      const outcome = held[index];
      const expected = inNode[index];
      if (outcome === undefined || expected === undefined) throw new Error('It was not run.');
      expect(endOf(outcome.trace)).toEqual(ends);
      if (prints) expect(printedBy(outcome.trace)).toEqual(prints);
      expect(hasRealTimeEnd(expected)).toBe(false);
      expect(comparableTrace(outcome.trace)).toEqual(comparableTrace(expected));
      expectCalm(outcome);
    });

    test.each(indexed)('a run that $name ends otherwise without guards', ({ index }) => {
      const outcome = bare[index];
      const expected = inNode[index];
      if (outcome === undefined || expected === undefined) throw new Error('It was not run.');
      expect(comparableTrace(outcome.trace)).not.toEqual(comparableTrace(expected));
    });
  });
};
