import { beforeAll, describe, expect, test } from 'vitest';
import { network, networkNamesThatWorkersLack } from '../cases/network.ts';
import { pageNamesThatWorkersLack, reach } from '../cases/reach.ts';
import { storage } from '../cases/storage.ts';
import { endOf, printedBy, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm, PROBE } from '../support/lab.ts';
import { toSnippet, type WorkerProbe } from '../support/worker-probe.ts';
import type { OpenGroup } from '../support/open-group.ts';

const missingNames = [...networkNamesThatWorkersLack, ...pageNamesThatWorkersLack].map((name): WorkerProbe => ({
  name: `has ${name}`,
  needs: name,
  attempt: 'return true;',
}));
const all = [...storage, ...reach, ...network];

/** The outcomes of a run's probes, by name. */
function outcomesOf({ trace }: PageOutcome): ReadonlyMap<string, string> {
  expect(endOf(trace)).toEqual({ outcome: 'succeeded' });
  return new Map(
    printedBy(trace).map((line) => {
      const [name = '', outcome = ''] = line.split(': ');
      return [name, outcome];
    }),
  );
}

/** What a worker could reach: the network, storage, the page and the machine. */
export const probesGroup: OpenGroup = ({ lab, canary, browser }) => {
  describe('reaching out', () => {
    let guarded: ReadonlyMap<string, string>;
    let walls: ReadonlyMap<string, string>;
    let inner: ReadonlyMap<string, string>;
    let open: ReadonlyMap<string, string>;
    let outcome: PageOutcome;
    let hits: readonly string[];
    let heard: readonly string[];

    beforeAll(async () => {
      const runIn = (variant: HostileRun['variant'] & string): Promise<PageOutcome> => {
        const files = { 'main.ts': toSnippet([...all, ...missingNames], canary().origin), 'probe.ts': PROBE };
        return lab().run({ files, variant, budgets: { signOfLifeMs: 10_000, computingMs: 20_000 } });
      };
      await lab().held(async () => {
        outcome = await runIn('guarded');
        guarded = outcomesOf(outcome);
        walls = outcomesOf(await runIn('walls'));
      });
      const bare = await lab().bared(async () => ({ inner: await runIn('inner'), open: await runIn('open') }));
      inner = outcomesOf(bare.result.inner);
      open = outcomesOf(bare.result.open);
      hits = bare.hits.map((hit) => hit.slice(hit.indexOf('/') + 1));
      heard = bare.result.open.heard;
    });

    test('leaves the page calm', () => expectCalm(outcome));

    test.each(all)('of $name is held', ({ name }) => {
      expect(guarded.get(name)).toBe('absent');
      expect(inner.get(name)).toBe('absent');
    });

    test.each(network)('by $name bites without guards', ({ name, absentIn }) => {
      if (absentIn?.includes(browser)) expect(open.get(name)).toBe('absent');
      else expect(hits).toContain(name);
    });

    test.each([...storage, ...reach])('to $name bites without guards', ({ name, absentIn, isHeard }) => {
      if (absentIn?.includes(browser)) expect(open.get(name)).toBe('absent');
      else if (isHeard) expect(heard).toContain(name);
      else expect(open.get(name)).toBe('reached');
    });

    test.each([...network, ...storage])('$name is held by the frame alone, without the isolate', ({ name }) => {
      expect(walls.get(name)).not.toBe('reached');
      expect(walls.get(name)).toBeDefined();
    });

    test('other ways are in no worker of this engine, with guards or without', () => {
      for (const { name } of missingNames) {
        for (const outcomes of [guarded, walls, inner, open]) expect(outcomes.get(name), name).toBe('absent');
      }
    });
  });
};
