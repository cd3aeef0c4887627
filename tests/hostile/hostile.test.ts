import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Canary, startCanary } from '../support/canary.ts';
import type { Listening } from '../support/listen.ts';
import { runScripted } from '../support/run-scripted.ts';
import { inEachBrowser } from '../support/three-browsers.ts';
import { globalsLeft, LIST_GLOBALS } from './cases/globals-left.ts';
import { documentsGroup } from './groups/documents.ts';
import { endlessGroup, memoryGroup } from './groups/endless.ts';
import { hiddenCodeGroup } from './groups/hidden-code.ts';
import { lanesGroup } from './groups/lanes.ts';
import { floodsGroup, liesGroup } from './groups/isolates.ts';
import { pollutionGroup } from './groups/pollution.ts';
import { probesGroup } from './groups/probes.ts';
import { sideBySideGroup } from './groups/side-by-side.ts';
import { runValuesInNode, valuesGroup } from './groups/values.ts';
import { worldGroup } from './groups/world.ts';
import { exerciseAfter, exerciseInNode } from './support/exercise-run.ts';
import { printedBy } from './support/hostile-page.ts';
import { BARE_PATH, serveHostileSite } from './support/hostile-site.ts';
import { openLab, type Lab } from './support/lab.ts';

const groups = [
  ...[probesGroup, hiddenCodeGroup, worldGroup, pollutionGroup, valuesGroup, endlessGroup, memoryGroup],
  ...[sideBySideGroup, lanesGroup],
  // The last leaves windows open that would stand before the page.
  ...[floodsGroup, liesGroup, documentsGroup],
];

let canary: Canary;
let site: Listening;
let exercised: object;

beforeAll(async () => {
  canary = await startCanary();
  [site, exercised] = await Promise.all([serveHostileSite(canary.origin), exerciseInNode(), runValuesInNode()]);
});

afterAll(async () => {
  await site.close();
  await canary.close();
});

test('Node leaves reader code the globals that are named, and no others', async () => {
  expect(printedBy(await runScripted(LIST_GLOBALS))).toEqual([...globalsLeft].sort());
});

inEachBrowser((browser) => {
  for (const [title, part, path] of [
    ['hostile code, its guards off,', 'bites', BARE_PATH],
    ['hostile code', 'holds', '/'],
  ] as const) {
    describe(title, () => {
      let lab: Lab;
      beforeAll(async () => {
        lab = await openLab(browser, canary, site.origin + path, { mayAskOthers: part === 'bites' });
      });
      afterAll(() => lab.page.close());
      for (const group of groups) group[part]({ browser: browser.name, lab: () => lab, exercised: () => exercised });
      if (part === 'bites') return;

      test('reaches nothing late either', async () => {
        await lab.run('guarded', [exerciseAfter('')]);
        expect({ hits: lab.hits(), requests: lab.page.requestsToOtherOrigins(), dialogs: lab.page.dialogs() }).toEqual({
          hits: [],
          requests: [],
          dialogs: [],
        });
      });
    });
  }
});
