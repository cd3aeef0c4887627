import { beforeAll, describe, expect, test } from 'vitest';
import { floods, lies, toIsolateCode, type HostileIsolate } from '../cases/hostile-isolates.ts';
import { endOf, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm, LONGEST_STALL_MS } from '../support/lab.ts';
import type { OpenGroup } from '../support/open-group.ts';

const toRun = (isolate: HostileIsolate, rest: Omit<HostileRun, 'files'> = {}): HostileRun => ({
  files: { 'main.ts': '' },
  isolateCode: toIsolateCode(isolate),
  ...rest,
});

/** Isolates that are not ours: raw messages, from a worker that keeps to nothing. */
export const isolatesGroup: OpenGroup = ({ lab }) => {
  describe('an isolate that sends', () => {
    let flooded: readonly PageOutcome[];
    let lied: readonly PageOutcome[];
    let bareFloods: readonly PageOutcome[];
    let bareLies: readonly PageOutcome[];

    beforeAll(async () => {
      await lab().held(async () => {
        flooded = await lab().runAll(
          floods.map((one) => toRun(one)),
          1,
        );
        lied = await lab().runAll(
          lies.map((one) => toRun(one, { budgets: {} })),
          6,
        );
      });
      const trusting = { variant: 'trusting', stopAfterMs: 700, budgets: {} } as const;
      bareFloods = await lab().runAll(
        floods.map((one) => toRun(one, trusting)),
        1,
      );
      bareLies = await lab().runAll(
        lies.map((one) => toRun(one, { ...trusting, stopAfterMs: 250 })),
        8,
      );
    });

    test.each(floods.map((one, index) => ({ ...one, index })))('$name is shut, and the page is calm', ({ index }) => {
      const outcome = flooded[index];
      if (outcome === undefined) throw new Error('It was not run.');
      // A worker that takes long to write its message gives no sign of life meanwhile.
      expect(['broken-protocol', 'sign-of-life', 'computing']).toContain(endOf(outcome.trace).reason);
      expectCalm(outcome);
    });

    test.each(lies.map((one, index) => ({ ...one, index })))('$name is shut at once', ({ index }) => {
      const outcome = lied[index];
      if (outcome === undefined) throw new Error('It was not run.');
      expect(endOf(outcome.trace)).toEqual({ outcome: 'failed', reason: 'broken-protocol' });
      expectCalm(outcome);
    });

    test.each(floods.map((one, index) => ({ ...one, index })))('$name bites without guards', ({ index }) => {
      const outcome = bareFloods[index];
      if (outcome === undefined) throw new Error('It was not run.');
      const { longestStallMs, trace, faults, wasStopped } = outcome;
      const isShut = endOf(trace).reason === 'broken-protocol' && faults.length === 0;
      expect(!isShut || wasStopped || longestStallMs > LONGEST_STALL_MS).toBe(true);
    });

    test.each(lies.map((one, index) => ({ ...one, index })))('$name bites without guards', ({ index }) => {
      const outcome = bareLies[index];
      if (outcome === undefined) throw new Error('It was not run.');
      // It stands in the trace, or an error of the page's own comes of it.
      expect(outcome.wasStopped || outcome.faults.length > 0 || endOf(outcome.trace).reason !== 'broken-protocol').toBe(
        true,
      );
    });
  });
};
