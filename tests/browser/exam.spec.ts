import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { examCases } from '../../src/exam/cases.ts';
import { examInNode } from '../support/exam-in-node.ts';
import { openExam, pasteCode } from '../support/exam-page.ts';
import { expect, test } from '../support/page-test.ts';

test.describe.configure({ timeout: 120_000 });
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const LOOP = `const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function askAgain(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, init);
    if (response.ok || attempt === 3) return response;
    await wait(Number(response.headers.get('retry-after') ?? 1) * 1000);
  }
}
`;
/** The same as it is written for Node. */
const LOOP_OF_NODE = LOOP.replace(/^.*\n/, "import { setTimeout as wait } from 'node:timers/promises';\n");
/** Turns for ever in the third case, whose server names its wait in retry-after-ms. */
const TURNS = `export default async function ask(url, init) {
  const response = await fetch(url, init);
  if (response.headers.get('retry-after-ms') === '12500') for (;;);
  return response;
}
`;
const ENDLESS = 'export default (url, init) => { for (;;); };';

const words = {
  pass: '✓ passed',
  fail: '× failed',
  'not-applicable': '– does not apply',
  'not-observable': '? not observable',
};

test('a pasted loop, with a timer of Node, gets the verdicts that it gets in Node, case by case', async ({ page }) => {
  const exam = await openExam(page);
  await pasteCode(page, exam, LOOP_OF_NODE);
  await exam.button('Run the exam').click();
  const inNode = await examInNode({
    'client.ts': `export ${LOOP.slice(LOOP.indexOf('async function'))}${LOOP.split('\n')[0]}`,
  });
  await exam.expectState('failed');

  const seen = await exam.root
    .locator('.case')
    .evaluateAll((items) => items.map((item) => [item.dataset['case'], item.querySelector('.verdict')?.textContent]));
  expect(Object.fromEntries(seen)).toEqual(
    Object.fromEntries(Object.entries(inNode).map(([id, grade]) => [id, words[grade.kind]])),
  );
  const passed = Object.values(inNode).filter(({ kind }) => kind === 'pass').length;
  expect(passed).toBeGreaterThan(5);
  await expect(exam.status).toContainText(`${passed} of ${examCases.length - 2} cases passed. 2 more do not apply.`);
  await expect(exam.status).toContainText(
    'Take retry with maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000: it passes all of these.',
  );
});

test('a case that failed shows what was wrong, which fix passes it, and the run that proves it', async ({ page }) => {
  const exam = await openExam(page);
  await exam.button('Run the exam').click();
  await exam.expectState('failed');
  const item = exam.caseOf('retry-after-seconds');
  await item.locator('summary').first().press('Enter');
  await expect(item).toContainText('The server asked for 7.0 s, and a retry came after 1.0 s.');
  await expect(item.getByRole('link', { name: 'retry', exact: true })).toHaveAttribute('href', /\/fixes\/retry\/$/);
  await expect(item.locator('trace-view .summary')).toContainText('3 requests');
  await expect(item.getByRole('log')).toContainText('Caller 1 was told: 200 with the body {"answer":"yes"}');

  const herd = exam.caseOf('herd');
  await herd.locator('summary').first().click();
  await herd.getByLabel('Run with the seed').selectOption('3');
  await expect(herd.locator('trace-view .summary')).toContainText('20 of 20 calls succeeded');

  await exam.root.getByLabel('Only what failed').check();
  await expect(exam.caseOf('success')).toBeHidden();
  await expect(item).toBeVisible();
});

test('our retry passes every case that applies, and imports its fix', async ({ page }) => {
  const exam = await openExam(page);
  await exam.button('our retry').click();
  await exam.button('Edit or paste').click();
  await expect(exam.editor).toContainText("from './retry.ts'");
  await exam.button('Run the exam').click();
  await exam.expectState('passed');
  await expect(exam.status).toContainText('It does what is right in every case that applies.');
});

test('what it claims is asked of it', async ({ page }) => {
  const exam = await openExam(page);
  await exam.root.getByLabel('It looks for errors inside a stream').check();
  await exam.button('Run the exam').click();
  await exam.expectState('failed');
  await expect(exam.caseOf('stream-overload').locator('.verdict')).toHaveText(words.fail);
  await expect(exam.caseOf('two-layers').locator('.verdict')).toHaveText(words['not-applicable']);
  await expect(exam.status).toContainText(
    'Take retry with maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000 and sse-guard within retry with maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000: together they pass all of these.',
  );
  await page.reload();
  await expect(exam.root.getByLabel('It looks for errors inside a stream')).toBeChecked();
  await expect(exam.root.getByLabel('It keeps a budget over all calls')).not.toBeChecked();
});

test('a loop without an end costs its own case, and the exam goes on', async ({ page }) => {
  const exam = await openExam(page);
  await pasteCode(page, exam, TURNS);
  await exam.button('Run the exam').click();
  await exam.expectState('failed');
  await expect(exam.root.locator('.case[data-grade]')).toHaveCount(examCases.length);
  await exam.caseOf('retry-after-ms').locator('summary').first().click();
  await expect(exam.caseOf('retry-after-ms')).toContainText('The run was cut short: The code gave no sign of life');
  await expect(exam.caseOf('success').locator('.verdict')).toHaveText(words.pass);
  await expect(exam.caseOf('ratelimit').locator('.verdict')).toHaveText(words.fail);
});

test('Stop ends an exam at once, whatever its code does, and what was graded stays', async ({ page }) => {
  const exam = await openExam(page);
  await pasteCode(page, exam, ENDLESS);
  await exam.button('Run the exam').click();
  await exam.expectState('running');
  await expect(page.locator('iframe')).not.toHaveCount(0);
  await exam.button('Stop').click();
  await exam.expectState('stopped');
  await expect(page.locator('iframe')).toHaveCount(0);
  await expect(exam.status).toHaveText(/^Stopped\. \d+ of \d+ cases were graded\.$/);
  await expect(exam.button('Run the exam')).toBeFocused();

  await pasteCode(page, exam, LOOP);
  await exam.button('Run the exam').click();
  await exam.expectState('failed');
  await expect(exam.root.locator('.case[data-grade]')).toHaveCount(examCases.length);
  await expect(page.locator('iframe')).toHaveCount(0);
});

for (const [what, code, said] of [
  ['code that is none', 'export default async (url => {\n', /^Line \d+ can't be read: /],
  ['what only the engine refuses', 'export default (url, init) => {\n  let a; let a;\n};\n', /already been declared/],
  ['nothing', '', /^There is no function to examine\./],
  ['several functions', 'function one() {}\nfunction two() {}\n', /there are one, two, and none is exported/],
  ['several that are exported', 'export function one() {}\nexport function two() {}\n', /It exports: one, two\./],
  [
    'an import of what is not there',
    "import axios from 'axios';\nexport default axios;\n",
    /^Line 1 imports "axios", and the exam has no packages: .* scorecard\.$/,
  ],
  ['an error at its top', "export default fetch;\nthrow new Error('Not configured.');\n", /Not configured\./],
  [
    'another address',
    "export default () => fetch('https://api.example.org/');\n",
    /^It asks https:\/\/api\.example\.org\//,
  ],
  ['no request', 'export default () => 7;\n', /^It sent no request and returned\./],
] as const) {
  test(`${what} is told beside the code, and nothing is graded`, async ({ page }) => {
    const exam = await openExam(page);
    await pasteCode(page, exam, code);
    await exam.button('Run the exam').click();
    await expect(exam.trouble).toHaveText(said);
    await exam.expectState('idle');
    await expect(exam.root.locator('.case[data-grade]')).toHaveCount(0);
    await expect(page.locator('iframe')).toHaveCount(0);
  });
}

test('what was typed outlives a reload, and runs only when it is told to', async ({ page }) => {
  const exam = await openExam(page);
  await pasteCode(page, exam, LOOP);
  await page.reload();
  await expect(exam.root.locator('.file')).toContainText('async function askAgain');
  await expect(exam.root).not.toHaveAttribute('data-state');
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('after an exam, changed code is said to be another', async ({ page }) => {
  const exam = await openExam(page);
  await exam.button('Run the exam').click();
  await exam.expectState('failed');
  await expect(exam.root.getByText('The code has changed since this exam.')).toBeHidden();
  await pasteCode(page, exam, LOOP);
  await expect(exam.root.getByText('The code has changed since this exam.')).toBeVisible();
});

test('the result can be copied as Markdown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const exam = await openExam(page);
  await exam.button('Run the exam').click();
  await exam.expectState('failed');
  await exam.root.getByRole('button', { name: 'Copy the result' }).click();
  await expect(exam.root.getByRole('button', { name: 'Copied', exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^# Exam of retry code\n\n\d+ of \d+ cases passed\./);
  expect(copied).toContain('- Retry-After in seconds: **failed**\n  - The server asked for 7.0 s');
  expect(copied).toContain('- No trouble at all: passed\n');
});

test('the keyboard alone goes the whole way', async ({ page }) => {
  const exam = await openExam(page);
  await exam.button('Edit or paste').focus();
  await page.keyboard.press('Enter');
  await expect(exam.editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(LOOP);
  await page.keyboard.press('ControlOrMeta+Enter');
  await exam.expectState('failed');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(exam.root.getByLabel('It looks for errors inside a stream')).toBeFocused();
});

for (const { width, colorScheme } of [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const) {
  test(`after an exam the page is accessible and fits, ${colorScheme}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    const exam = await openExam(page);
    await exam.button('Run the exam').click();
    await exam.expectState('failed');
    await exam.caseOf('retry-after-seconds').locator('summary').first().click();
    await exam.caseOf('herd').locator('summary').first().click();
    await expect(exam.root.locator('trace-view svg')).toHaveCount(2);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every case can be read: what its server does, what is right there, and why', async ({ page }) => {
    const exam = await openExam(page);
    await expect(exam.root.locator('.case')).toHaveCount(examCases.length);
    for (const { id, behaviour, right, source } of examCases) {
      const text = await exam.caseOf(id).textContent();
      expect(text).toContain(behaviour);
      expect(text).toContain(right);
      await expect(exam.caseOf(id).locator(`a[href="${source.url}"]`)).toHaveCount(1);
    }
    await expect(exam.root.locator('.file')).toContainText('queryWithBackoff');
    await expect(page.getByText('npm run exam -- path/to/file.ts')).toBeVisible();
    await expect(exam.root.getByRole('button')).toHaveCount(0);
  });
});

test('on paper every case is open', async ({ page }) => {
  await openExam(page);
  await page.emulateMedia({ media: 'print' });
  const heights = await page
    .locator('.case > dl')
    .evaluateAll((lists) => lists.map((list) => list.getBoundingClientRect().height));
  expect(heights).toHaveLength(examCases.length);
  expect(Math.min(...heights)).toBeGreaterThan(20);
});

test('before a press the page loads no more than it needs to be read', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openExam(page);
  await page.waitForLoadState('load');
  expect(asked.filter((path) => /isolate|code\.json|refusals|codemirror|compile/.test(path))).toEqual([]);
  expect(readFileSync('dist/exam/index.html', 'utf8')).not.toContain('<iframe');
});
