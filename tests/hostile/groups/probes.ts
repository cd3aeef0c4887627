import { beforeAll, describe, expect, test } from 'vitest';
import { codeFromStrings } from '../cases/code-from-strings.ts';
import { network } from '../cases/network.ts';
import { reach } from '../cases/reach.ts';
import { storage } from '../cases/storage.ts';
import { bitingIn, pathOf } from '../support/attack.ts';
import { printedBy } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm, expectUntouched, waitForAll, withAftermath, type Aftermath } from '../support/lab.ts';
import type { Group } from '../support/open-group.ts';
import { toProbeRun, type WorkerProbe } from '../support/worker-probe.ts';

const all = [...network, ...storage, ...reach, ...codeFromStrings];

/** Turns of the event loop for all attempts together; what bites is done long before. */
const TURNS = { toBite: 300_000, toHold: 3_000 };

/** What came of each attempt, by its name. */
function outcomesOf(outcome: PageOutcome | undefined): ReadonlyMap<string, string> {
  const lines = outcome === undefined ? [] : printedBy(outcome.trace);
  // What holds an attempt must not be that it was never made.
  if (lines.length === 0) throw new Error(`No attempt was made: ${JSON.stringify(outcome?.trace.events)}`);
  return new Map(
    lines.map((line): [string, string] => [
      line.slice(0, line.lastIndexOf(': ')),
      line.slice(line.lastIndexOf(': ') + 2),
    ]),
  );
}

/** What the canary sees of an attempt, if it is what shows it. */
function hitOf(one: WorkerProbe): string[] {
  if (one.bitesBy === 'BYTES') return [one.bitesBy];
  return one.bitesBy === 'canary' ? [pathOf(one)] : [];
}

/** A hit without its method. */
const targetOf = (hit: string): string => hit.slice(hit.indexOf(' ') + 1);

/** How an attempt ends that the isolate itself holds. */
const heldAs = ({ isHarmless }: WorkerProbe): string => (isHarmless ? 'held' : 'absent');

/** What a worker could reach: the network, storage, the page, the machine and code that nobody compiled. */
export const probesGroup: Group = {
  bites({ lab, browser }) {
    describe('reaching out', () => {
      const biting = bitingIn(browser, all);
      let outcomes: ReadonlyMap<string, string>;
      let seen: readonly string[];

      beforeAll(async () => {
        const { canaryOrigin, hits, run } = lab();
        const [outcome] = await run('open', [toProbeRun(biting, canaryOrigin, TURNS.toBite)]);
        outcomes = outcomesOf(outcome);
        const targets = await waitForAll(biting.flatMap(hitOf), () => Promise.resolve(hits().map(targetOf)));
        seen = [...targets, ...(outcome?.heard ?? [])];
      });

      test.each(biting.map((one) => ({ name: one.name, one })))('$name bites', ({ name, one }) => {
        if (one.bitesBy === 'word') expect(outcomes.get(name)).toBe('reached');
        else expect(seen).toContain(hitOf(one)[0] ?? name);
      });
    });
  },

  holds({ lab, browser, exercised }) {
    describe('reaching out', () => {
      let aftermath: Aftermath;
      let guarded: PageOutcome | undefined;
      let both: ReadonlyMap<string, string>;
      let inner: ReadonlyMap<string, string>;
      let walls: ReadonlyMap<string, string>;

      beforeAll(async () => {
        const { canaryOrigin, run } = lab();
        const probeRun = toProbeRun(all, canaryOrigin, TURNS.toHold);
        [, aftermath] = await withAftermath(lab(), async () => {
          [guarded] = await run('guarded', [probeRun]);
          both = outcomesOf(guarded);
          inner = outcomesOf((await run('inner', [probeRun]))[0]);
          walls = outcomesOf((await run('walls', [probeRun]))[0]);
        });
      });

      const isByFrame = (one: WorkerProbe): boolean => !reach.includes(one) && !one.passesTheFrameIn?.[browser];

      test.each(all.map((one) => ({ name: one.name, one })))(
        '$name is held, by the isolate alone too',
        ({ name, one }) => {
          expect(both.get(name)).toBe(heldAs(one));
          expect(inner.get(name)).toBe(heldAs(one));
          // Were the isolate open, the frame would hold what leads out.
          if (isByFrame(one)) expect(walls.get(name)).toMatch(/^(?:absent|held|nothing came)$/);
        },
      );

      test('reaches nothing, and leaves the next run clean', () => {
        if (guarded === undefined) throw new Error('It was not run.');
        expectCalm(guarded);
        expectUntouched(aftermath, exercised());
      });
    });
  },
};
