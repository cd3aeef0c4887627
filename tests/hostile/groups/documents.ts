import { beforeAll, describe, expect, test } from 'vitest';
import type { TestPage } from '../../support/browsers/test-page.ts';
import { frameScripts } from '../cases/documents.ts';
import { bitingIn, pathOf } from '../support/attack.ts';
import { frameScriptPath, type FrameScript } from '../support/frame-script.ts';
import { callHost } from '../support/hostile-page.ts';
import { expectUntouched, waitForAll, withAftermath, type Aftermath } from '../support/lab.ts';
import type { Group } from '../support/open-group.ts';

/** What is seen of a script that got what it was after. */
function signOf(one: FrameScript): string {
  if (one.bitesBy === 'STUN' || one.bitesBy === 'BYTES') return one.bitesBy;
  return one.bitesBy === 'canary' ? pathOf(one) : `reached by ${one.name}`;
}

/** Nothing of a page that has gone elsewhere, or whose answer a dialog has cost. */
async function heardBy(page: TestPage): Promise<readonly string[] | undefined> {
  try {
    return await callHost(page, 'open', 'heardSoFar');
  } catch {
    // What it did is seen elsewhere then.
    return undefined;
  }
}

/** What the frame's own walls hold, were reader code ever in its document. */
export const documentsGroup: Group = {
  bites({ lab, browser }) {
    describe('in the document of the frame', () => {
      const biting = bitingIn(browser, frameScripts);
      let seen: readonly string[];
      /** Workers have tried much of the same under the same names. */
      let earlierHits: number;

      /** Opens these in the page; what is seen of them comes in by and by. */
      async function tryOut(scripts: readonly FrameScript[]): Promise<readonly string[]> {
        const { page, hits } = lab();
        // A page that goes elsewhere takes the answer with it.
        callHost(
          page,
          'open',
          'openDocuments',
          scripts.map((one) => frameScriptPath('open', one)),
        ).catch(() => undefined);
        return waitForAll(scripts.map(signOf), async () => [
          ...hits()
            .slice(earlierHits)
            .map((hit) => hit.slice(hit.indexOf(' ') + 1)),
          ...page.dialogs(),
          ...((await heardBy(page)) ?? []),
        ]);
      }

      beforeAll(async () => {
        const { reopen, hits } = lab();
        earlierHits = hits().length;
        const batches = [
          biting.filter(({ alone }) => alone !== true),
          ...biting.filter(({ alone }) => alone === true).map((one) => [one]),
        ];
        const all: string[] = [];
        for (const scripts of batches) {
          all.push(...(await tryOut(scripts)));
          await reopen();
        }
        seen = all;
      });

      test.each(biting)('$name bites', (one) => {
        expect(seen).toContain(signOf(one));
      });
    });
  },

  holds({ lab, browser, exercised }) {
    describe('in the document of the frame', () => {
      let heard: readonly string[];
      let aftermath: Aftermath;

      beforeAll(async () => {
        const { page } = lab();
        const held = frameScripts.filter((one) => !one.passesTheFrameIn?.[browser]);
        const paths = held.map((one) => frameScriptPath('guarded', one));
        [heard, aftermath] = await withAftermath(lab(), async () => {
          await callHost(page, 'guarded', 'openDocuments', paths);
          return callHost(page, 'guarded', 'heardSoFar');
        });
      });

      test('all of it reaches nothing, and leaves the next run clean', () => {
        expect(heard).toEqual([]);
        expectUntouched(aftermath, exercised());
      });
    });
  },
};
