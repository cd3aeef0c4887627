import { beforeAll, describe, expect, test } from 'vitest';
import { globalsLeft, LIST_GLOBALS } from '../cases/globals-left.ts';
import { TELLING_FUNCTIONS } from '../cases/telling-functions.ts';
import { printedBy } from '../support/hostile-page.ts';
import type { Group } from '../support/open-group.ts';

/** What reader code finds: the globals, and functions that must not tell who called them, since that leads inside. */
export const worldGroup: Group = {
  bites({ lab }) {
    describe('the world of the reader', () => {
      let printed: readonly string[];
      beforeAll(async () => {
        const [outcome] = await lab().run('sloppy', [{ files: { 'main.ts': TELLING_FUNCTIONS } }]);
        printed = outcome === undefined ? [] : printedBy(outcome.trace);
      });
      test('has functions that tell who called them', () =>
        expect(printed).toEqual([expect.stringMatching(/^[1-9]\d* of \d{3,}$/)]));
    });
  },

  holds({ lab }) {
    describe('the world of the reader', () => {
      let printed: readonly string[];
      beforeAll(async () => {
        const [outcome] = await lab().run('guarded', [{ files: { 'main.ts': TELLING_FUNCTIONS } }]);
        printed = outcome === undefined ? [] : printedBy(outcome.trace);
      });
      test('has the globals that are named, and no others', async () => {
        const [outcome] = await lab().run('guarded', [{ files: { 'main.ts': LIST_GLOBALS } }]);
        expect(outcome && printedBy(outcome.trace)).toEqual([...globalsLeft].sort());
      });
      test('has no function that tells who called it', () =>
        expect(printed).toEqual([expect.stringMatching(/^0 of \d{3,}$/)]));
    });
  },
};
