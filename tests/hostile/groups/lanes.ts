import { beforeAll, describe, expect, test } from 'vitest';
import { comparableTrace } from '../../../src/sandbox/trace/compare.ts';
import { endlessCode } from '../cases/loops.ts';
import { HAUNTS, hears, neighbour, unruly, withPort, type UnrulyCode } from '../cases/lanes.ts';
import { callHost, ENDLESS, endOf, printedBy, toPageRun, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm, type Lab } from '../support/lab.ts';
import type { Group } from '../support/open-group.ts';
import type { VariantName } from '../support/variants.ts';

/** As many as the exam has. */
const LANES = 2;
/** Turns of the event loop in which a run listens; what is there is heard long before. */
const TURNS = { toBite: 20_000, toHold: 500 };

function runInLanes(
  { page }: Lab,
  variant: VariantName,
  runs: readonly HostileRun[],
  count = LANES,
): Promise<readonly PageOutcome[]> {
  return callHost(page, variant, 'runInLanes', `/${variant}/`, runs.map(toPageRun), count);
}

const haunted = (mostTurns: number): HostileRun[] =>
  [HAUNTS, hears(mostTurns)].map((code) => ({ files: { 'main.ts': code } }));

/** Each between runs that keep to themselves: one before it, one beside it and one after it in its lane. */
async function among(
  lab: Lab,
  variant: VariantName,
  codes: readonly UnrulyCode[],
): Promise<{ readonly unrulyOnes: readonly PageOutcome[]; readonly neighbours: readonly PageOutcome[] }> {
  const runs = [neighbour, neighbour, ...codes.flatMap(({ run }) => [run, neighbour]), neighbour, neighbour];
  const outcomes = await runInLanes(lab, variant, runs);
  const isUnruly = (index: number): boolean => runs[index] !== neighbour;
  return {
    unrulyOnes: outcomes.filter((_, index) => isUnruly(index)),
    neighbours: outcomes.filter((_, index) => !isUnruly(index)),
  };
}

function describeAmong(
  title: string,
  codes: readonly UnrulyCode[],
  variant: VariantName,
  { lab, exercised }: Parameters<Group['holds']>[0],
): void {
  describe(title, () => {
    let outcomes: Awaited<ReturnType<typeof among>>;
    beforeAll(async () => {
      outcomes = await among(lab(), variant, codes);
    });
    test.each(codes.map((code, index) => ({ ...code, index })))('$name ends as it should', ({ index, ends, says }) => {
      const outcome = outcomes.unrulyOnes[index];
      if (outcome === undefined) throw new Error('It was not run.');
      expect(ends).toContain(endOf(outcome.trace).reason);
      const end = outcome.trace.events.at(-1);
      if (says !== undefined) expect(end).toHaveProperty('message', expect.stringMatching(says));
      expectCalm(outcome);
    });
    test('every run beside it and after it is what it is in Node', async () => {
      expect(outcomes.neighbours.length).toBeGreaterThan(codes.length);
      for (const outcome of outcomes.neighbours) {
        expect(comparableTrace(outcome.trace)).toEqual(exercised());
        expectCalm(outcome);
      }
      expect(await callHost(lab().page, variant, 'countFrames')).toBe(0);
    });
  });
}

/** Many runs in few frames, as in the exam. */
export const lanesGroup: Group = {
  bites({ lab, exercised }) {
    describe('in lanes', () => {
      test('a run that is left in its frame is heard by the next', async () => {
        const outcomes = await runInLanes(lab(), 'haunted', haunted(TURNS.toBite), 1);
        expect(outcomes.map(({ trace }) => printedBy(trace))).toEqual([[], ['from the run before']]);
      });

      test.each(unruly.filter(({ wears }) => wears))(
        'in an isolate that was not looked after, $name shows in the next run',
        async ({ run }) => {
          const [, next] = await runInLanes(lab(), 'worn', [run, neighbour], 1);
          expect(next && comparableTrace(next.trace)).not.toEqual(exercised());
        },
      );

      test('a flood that nobody checks is let in', async () => {
        const [flood] = withPort;
        if (flood === undefined) throw new Error('There is none.');
        const [outcome] = await runInLanes(lab(), 'deceived', [{ ...flood.run, stopAfterMs: 100 }], 1);
        expect(outcome && endOf(outcome.trace).reason).not.toBe('broken-protocol');
      });
    });
  },

  holds(context) {
    const { lab } = context;
    describeAmong('unruly code in lanes', unruly, 'guarded', context);
    describeAmong('unruly code in lanes, its port in its hands,', withPort, 'leaking', context);

    describe('in lanes', () => {
      test('Stop ends what never ends, at once, and leaves nothing', async () => {
        const loops = endlessCode.slice(0, 4).map(({ code }) => ({ files: { 'main.ts': code } }));
        const runs = loops.map((run) => ({ ...run, budgets: ENDLESS, stopAfterMs: 100 }));
        for (const outcome of await runInLanes(lab(), 'guarded', runs)) {
          expect(endOf(outcome.trace)).toEqual({ outcome: 'stopped', reason: 'stopped' });
          expectCalm(outcome);
        }
        expect(await callHost(lab().page, 'guarded', 'countFrames')).toBe(0);
      });

      test('nothing of a run is heard by the next', async () => {
        const [, next] = await runInLanes(lab(), 'guarded', haunted(TURNS.toHold), 1);
        expect(next && printedBy(next.trace)).toEqual(['nothing']);
      });
    });
  },
};
