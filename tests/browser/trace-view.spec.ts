import type { Locator, Page } from '@playwright/test';
import type { TraceView } from '../../src/exam-page/trace-view.ts';
import { expect, test } from '../support/page-test.ts';

/** A page that brings the element from the start. */
const PAGE = './clients/ky-best/';
const RECORDED = 'recorded/hugging-face-rate-limit-exceeded/broken-copied-loop.ts/trace.json';

/** Puts a view of what `src` names into a folded part of the page. */
async function addView(page: Page, src: string): Promise<Locator> {
  await page.goto(PAGE);
  await page.evaluate((address) => {
    const folded = document.createElement('details');
    const title = document.createElement('summary');
    title.textContent = 'A run';
    const view = document.createElement('trace-view');
    view.setAttribute('src', new URL(`../../${address}`, location.href).href);
    folded.append(title, view);
    document.querySelector('main')?.prepend(folded);
  }, src);
  return page.locator('trace-view').first();
}

test('a run is fetched when it is opened, and shown as summary, timeline, table and console', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const view = await addView(page, RECORDED);
  await page.waitForLoadState('load');
  expect(asked.filter((path) => path.endsWith('trace.json') || path.includes('draw-trace-view'))).toEqual([]);

  await page.getByText('A run', { exact: true }).click();
  await expect(view.locator('.summary')).toContainText('5 refusals, 15.0 s waiting, 5 requests.');
  await expect(view.getByRole('button', { name: /^Attempt 1/ })).toBeVisible();
  await expect(view.getByRole('log')).toContainText('Rate limited. Trying again in 1 s.');
  await view.getByText('The same as a table').click();
  await expect(view.getByRole('row')).toHaveCount(6);
  expect(asked.filter((path) => path.endsWith('trace.json'))).toHaveLength(1);
});

test('an attempt opens as raw HTTP with the keyboard, and closing it leads back', async ({ page }) => {
  const view = await addView(page, RECORDED);
  await page.getByText('A run', { exact: true }).click();
  const first = view.getByRole('button', { name: /^Attempt 1/ });
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(view.getByRole('heading', { name: 'Request 2: 429' })).toBeFocused();
  await expect(view.locator('.http')).toContainText('GET /api/models?limit=1 HTTP/1.1');
  await page.keyboard.press('Escape');
  await expect(view.locator('.raw')).toBeHidden();
  await expect(view.getByRole('button', { name: /^Attempt 2/ })).toBeFocused();
});

test('a run that cannot be had is told, and can be asked for again', async ({ page }) => {
  const view = await addView(page, RECORDED);
  await page.route('**/trace.json', (route) => route.fulfill({ status: 503 }), { times: 1 });
  await page.getByText('A run', { exact: true }).click();
  await expect(view.getByRole('status')).toContainText('could not be loaded: the server answered 503');
  await view.getByRole('button', { name: 'Try again' }).click();
  await expect(view.locator('.summary')).toContainText('Gave up on attempt 5');
});

test('script hands it a run, whose outcomes read as words', async ({ page }) => {
  await page.goto(PAGE);
  const shown = await page.evaluate(async () => {
    const view = document.createElement('trace-view') as TraceView;
    document.querySelector('main')?.prepend(view);
    const told = { caller: 0, kind: 'threw', name: 'RetryError', message: 'no attempt is left' };
    const text = `exam outcome ${JSON.stringify(told)}`;
    await view.show({
      version: 1,
      scenario: 'exam',
      seed: 1,
      startEpochMs: 0,
      events: [
        { t: 5, kind: 'log', level: 'log', depth: 0, text },
        { t: 5, kind: 'end', outcome: 'succeeded' },
      ],
    });
    return view.querySelector('.console')?.textContent;
  });
  expect(shown).toContain('Caller 1 was told: threw RetryError: no attempt is left');
});
