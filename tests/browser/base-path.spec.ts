import { buildSite } from '../support/built-site.ts';
import { builtPages } from '../support/built-pages.ts';
import { createTemporaryFolder, removeFolder } from '../support/browsers/child.ts';
import { followLinks } from '../support/dead-links.ts';
import { openExam } from '../support/exam-page.ts';
import { listen, type Listening } from '../support/listen.ts';
import { expect, test } from '../support/page-test.ts';
import { goToSandbox, GUIDE, typeCode } from '../support/sandbox-page.ts';
import { createStaticSite } from '../support/static-server.ts';

/** Also the name of a folder of the site, so that a path which is put before an address twice, or never, is seen. */
const BASE_PATH = '/guides/';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let folder: string;
let server: Listening;
let siteUrl = '';

test.use({
  contextOptions: { reducedMotion: 'reduce' },
  // The site of this file, once it is built; before that nothing opens a page.
  baseURL: async ({ baseURL }, use) => use(siteUrl || baseURL),
});

test.beforeAll(async () => {
  folder = createTemporaryFolder();
  expect(buildSite({ folder, basePath: BASE_PATH }), 'the build').toBe(true);
  server = await listen(createStaticSite({ folder, basePath: BASE_PATH }));
  siteUrl = server.origin + BASE_PATH;
});

test.afterAll(async () => {
  await server.close();
  removeFolder(folder);
});

test('under a base path every link leads to what exists below it', async ({ page }) => {
  const { followed, dead } = await followLinks(page, siteUrl, builtPages(folder));
  expect(followed).toBeGreaterThan(100);
  expect(dead).toEqual([]);
});

test('under a base path a page asks for nothing above it, whatever the reader does', async ({ page }) => {
  const answers: { url: string; status: number }[] = [];
  page.on('response', (response) => answers.push({ url: response.url(), status: response.status() }));
  await page.goto(new URL(GUIDE, siteUrl).href);

  const ran = await goToSandbox(page, 'fixed-backoff');
  const summary = await ran.status.innerText();
  await ran.button('Run').click();
  await ran.expectState('succeeded');
  await expect(ran.status).toHaveText(summary, { useInnerText: true });

  const replayed = await goToSandbox(page, 'broken-backoff');
  await replayed.button('Back one event').click();
  await expect(replayed.root.locator('.so-far')).toContainText('Running for');

  const edited = await goToSandbox(page, 'fixed-with-retry');
  await typeCode(edited, 'const = 1;\n');
  await edited.button('Changes').click();
  await expect(edited.root.locator('.changes ins')).toBeVisible();
  await edited.button('Run').click();
  await edited.expectState('failed');
  await expect(edited.status).toContainText('SyntaxError');

  const figure = page.locator('limiter-figure').first();
  const sentence = await figure.getByRole('status').innerText();
  await figure.getByRole('spinbutton').first().fill('1');
  await expect(figure.getByRole('status')).not.toHaveText(sentence);

  const asked = answers.filter(({ url }) => url.startsWith('http'));
  const urls = asked.map(({ url }) => url);
  expect(urls.filter((url) => !url.startsWith(siteUrl))).toEqual([]);
  expect(asked.filter(({ status }) => status >= 400)).toEqual([]);
  for (const part of ['sandbox/frame.html', 'sandbox/refusals.json', 'code.json', 'trace.json', 'codemirror-editor']) {
    expect(urls.join('\n')).toContain(part);
  }
});

test('under a base path the exam runs, and asks for nothing above it', async ({ page }) => {
  const answers: { url: string; status: number }[] = [];
  page.on('response', (response) => answers.push({ url: response.url(), status: response.status() }));
  const exam = await openExam(page);
  await exam.button('our retry').click();
  await exam.button('Run the exam').click();
  await exam.expectState('passed');
  const item = exam.caseOf('retry-after-seconds');
  await item.locator('summary').first().press('Enter');
  await expect(item.locator('trace-view .summary')).toContainText('3 requests');

  const asked = answers.filter(({ url }) => url.startsWith('http'));
  const urls = asked.map(({ url }) => url);
  expect(urls.filter((url) => !url.startsWith(siteUrl))).toEqual([]);
  expect(asked.filter(({ status }) => status >= 400)).toEqual([]);
  for (const part of ['exam/', 'sandbox/frame.html', 'sandbox/isolate.js', 'sandbox/refusals.json']) {
    expect(urls.map((url) => url.slice(siteUrl.length))).toContain(part);
  }
});

test('under a base path the Network panel shows what a run sends, below it', async ({ page }) => {
  const shown: string[] = [];
  page.on('response', (response) => {
    if (response.fromServiceWorker()) shown.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  await page.goto(new URL(GUIDE, siteUrl).href);
  const sandbox = await goToSandbox(page, 'broken-token');
  await sandbox.root.getByRole('switch', { name: 'Show in Network panel' }).click();
  await sandbox.button('Run').click();
  await sandbox.expectState('failed');
  expect(shown).toEqual([`429 ${BASE_PATH}__endpoint/https/huggingface.co/api/models/my-org/my-model`]);
});
