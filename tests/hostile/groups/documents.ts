import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { frameScripts } from '../cases/documents.ts';
import { callHost } from '../support/hostile-page.ts';
import type { OpenGroup } from '../support/open-group.ts';

/** How long a script in the frame gets; what it does, it does at once. */
const WAIT_MS = 150;

/** What the frame's own walls hold, were reader code ever in its document. */
export const documentsGroup: OpenGroup = ({ lab, browser }) => {
  describe('code in the document of the frame', () => {
    const seen = new Map<string, readonly string[]>();

    beforeAll(async () => {
      const frames = (variant: string): string[] => frameScripts.map((_, index) => `/${variant}/frame-${index}.html`);
      await lab().held(async () => {
        const words = await Promise.all(
          frames('guarded').map((url) => callHost(lab().page, 'guarded', 'runDocument', url, WAIT_MS)),
        );
        expect(words.flat()).toEqual([]);
      });
      for (const [index, { name }] of frameScripts.entries()) {
        const dialogs = lab().page.dialogs().length;
        const windows = await lab().page.windowCount();
        const { result, hits } = await lab().bared(async () => {
          const words = await callHost(lab().page, 'open', 'runDocument', `/open/frame-${index}.html`, WAIT_MS).catch(
            // The page went elsewhere, or the driver lost it to a dialog.
            () => [],
          );
          return words ?? [];
        });
        const opened = (await lab().page.windowCount()) > windows ? ['window'] : [];
        seen.set(name, [...hits, ...result, ...opened, ...lab().page.dialogs().slice(dialogs)]);
      }
      await pause(0);
    });

    test.each(frameScripts)('$name bites without guards', ({ name, bitesBy, notIn }) => {
      const all = seen.get(name)?.join('\n') ?? '';
      if (notIn?.includes(browser)) expect(all).toBe('');
      else
        expect(all).toMatch(
          { canary: new RegExp(`/${name}$`, 'm'), word: /^reached$/m, dialog: /^reached by/m }[bitesBy],
        );
    });
  });
};
