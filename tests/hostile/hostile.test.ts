import { afterAll, beforeAll, describe } from 'vitest';
import { type Canary, startCanary } from '../support/canary.ts';
import type { Listening } from '../support/listen.ts';
import { inEachBrowser } from '../support/three-browsers.ts';
import { documentsGroup } from './groups/documents.ts';
import { endlessGroup } from './groups/endless.ts';
import { hiddenCodeGroup } from './groups/hidden-code.ts';
import { isolatesGroup } from './groups/isolates.ts';
import { pollutionGroup } from './groups/pollution.ts';
import { probesGroup } from './groups/probes.ts';
import { valuesGroup } from './groups/values.ts';
import { serveHostileSite } from './support/hostile-site.ts';
import { exerciseInNode, openLab, type Lab } from './support/lab.ts';

const groups = [probesGroup, hiddenCodeGroup, pollutionGroup, valuesGroup, endlessGroup, isolatesGroup, documentsGroup];

let canary: Canary;
let site: Listening;
let exercised: object;

beforeAll(async () => {
  canary = await startCanary();
  [site, exercised] = await Promise.all([serveHostileSite(canary.origin), exerciseInNode()]);
});

afterAll(async () => {
  await site.close();
  await canary.close();
});

inEachBrowser((browser) => {
  describe('hostile code', () => {
    let lab: Lab;

    beforeAll(async () => {
      lab = await openLab({ browser, origin: site.origin, canary, exercised });
    });

    const context = { browser: browser.name, lab: () => lab, canary: () => canary, exercised: () => exercised };
    for (const defineGroup of groups) defineGroup(context);
  });
});
