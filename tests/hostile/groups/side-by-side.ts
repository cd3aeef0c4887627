import { beforeAll, describe, expect, test } from 'vitest';
import { sideBySide } from '../cases/side-by-side.ts';
import { bitingIn } from '../support/attack.ts';
import { callHost, printedBy, toPageRun } from '../support/hostile-page.ts';
import type { Lab } from '../support/lab.ts';
import type { PageOutcome } from '../support/in-page.ts';
import type { Group } from '../support/open-group.ts';
import type { VariantName } from '../support/variants.ts';
import { toProbeRun } from '../support/worker-probe.ts';

/** Turns of the event loop for all attempts together; what bites is done long before. */
const TURNS = { toBite: 200_000, toHold: 2_000 };

/** Two runs at once in one frame, each of which looks for the other. */
async function meet(lab: Lab, variant: VariantName, mostTurns: number): Promise<readonly PageOutcome[]> {
  const runs = ['first', 'second'].map((me, index, both) => {
    const named = sideBySide.map(({ attempt, ...probe }) => ({
      ...probe,
      attempt: attempt.replaceAll('ME', me).replaceAll('OTHER', both[1 - index] ?? ''),
    }));
    return toPageRun(toProbeRun(named, lab.canaryOrigin, mostTurns));
  });
  return callHost(lab.page, variant, 'runSideBySide', `/${variant}/`, runs);
}

const MOST_STARTS = 3;

const lineOf = (name: string, lines: readonly string[]): string | undefined =>
  lines.find((line) => line.startsWith(`${name}: `));

const hasBegun = (printed: readonly (readonly string[])[]): boolean =>
  printed.length > 0 && printed.every((lines) => lines.length > 0);

/** Workers of one frame have its origin in common, so only the isolate keeps one from the other. */
export const sideBySideGroup: Group = {
  bites({ lab, browser }) {
    describe('reaching a worker of the same frame', () => {
      const biting = bitingIn(browser, sideBySide);
      let printed: readonly (readonly string[])[] = [];
      beforeAll(async () => {
        // Firefox lets a worker hang now and then whose guards are off: see the lab.
        for (let start = 1; start <= MOST_STARTS && !hasBegun(printed); start += 1)
          printed = (await meet(lab(), 'open', TURNS.toBite)).map(({ trace }) => printedBy(trace));
      });
      test.each(biting)('$name bites', ({ name }) => {
        for (const lines of printed) expect(lineOf(name, lines)).toBe(`${name}: reached`);
      });
    });
  },

  holds({ lab }) {
    describe('reaching a worker of the same frame', () => {
      let outcomes: readonly PageOutcome[];
      beforeAll(async () => {
        outcomes = await meet(lab(), 'guarded', TURNS.toHold);
      });
      test.each(sideBySide)('$name is held', ({ name }) => {
        expect(outcomes).toHaveLength(2);
        for (const { trace } of outcomes) expect(lineOf(name, printedBy(trace))).toBe(`${name}: absent`);
      });
    });
  },
};
