import { builtPages } from '../support/built-pages.ts';
import { ensureBuilt } from '../support/built-site.ts';
import { followLinks } from '../support/dead-links.ts';
import { expect, test } from '../support/page-test.ts';

ensureBuilt();
const pages = builtPages();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('links lead only to what exists', async ({ page, baseURL }) => {
      const { followed, dead } = await followLinks(page, baseURL ?? 'no base URL', pages);
      expect(followed).toBeGreaterThan(100);
      expect(dead).toEqual([]);
    });
  });
}
