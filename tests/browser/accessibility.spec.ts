import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pagesToLookAt } from '../support/built-pages.ts';
import { ensureBuilt } from '../support/built-site.ts';
import { expect, test } from '../support/page-test.ts';
import { goToAllSandboxes, goToSandbox, GUIDE, typeCode } from '../support/sandbox-page.ts';

// Axe looks at each of a guide's ten thousand elements several times over, which a busy machine takes long for.
test.describe.configure({ timeout: 180_000 });
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const looks = [
  { colorScheme: 'light', width: 1280, height: 900 },
  { colorScheme: 'dark', width: 1280, height: 900 },
  { colorScheme: 'light', width: 390, height: 844 },
  { colorScheme: 'dark', width: 390, height: 844 },
] as const;

/** Holds the page, or parts of it, to every rule of axe: WCAG 2.0 to 2.2 at A and AA, and what it calls best practice. */
async function expectNoViolation(page: Page, parts = ['html']): Promise<void> {
  for (const { colorScheme, width, height } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    // Without `resultTypes`, and with a second page that puts results together, the guide takes six times as long.
    const axe = new AxeBuilder({ page });
    for (const part of parts) axe.include(part);
    const { violations, passes } = await axe
      .setLegacyMode()
      .options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
      .analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }));
    expect(found, `${colorScheme}, ${width} px`).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
  }
}

ensureBuilt();

for (const path of pagesToLookAt()) {
  test(`/${path} as it is opened`, async ({ page }) => {
    await page.goto(`./${path}`);
    await goToAllSandboxes(page);
    await expectNoViolation(page);
  });
}

test('the guide after runs, with an attempt, an editor, changes and a wrong number open', async ({ page }) => {
  await page.goto(GUIDE);
  const ran = await goToSandbox(page, 'fixed-backoff');
  await ran.button('Run').click();
  await ran.expectState('succeeded');

  const opened = await goToSandbox(page, 'broken-backoff');
  await opened.root.locator('.attempt').first().press('Enter');
  await expect(opened.root.locator('.raw')).toBeVisible();

  const edited = await goToSandbox(page, 'fixed-token');
  await typeCode(edited, 'undefinedThing();\n');
  await edited.button('Run').click();
  await edited.expectState('failed');
  await expect(edited.button('Go to fixed-token.ts, line 1')).toBeVisible();

  const compared = await goToSandbox(page, 'broken-token');
  await typeCode(compared, '// changed\n');
  await compared.button('Changes').click();
  await expect(compared.root.locator('.changes ins')).toBeVisible();

  const wrong = await goToSandbox(page, 'fixed-headers');
  await wrong.root.getByRole('textbox').first().fill('lots');
  await expect(wrong.root.locator('.problem')).toBeVisible();

  const stepped = await goToSandbox(page, 'broken-concurrency');
  for (let step = 0; step < 5; step += 1) await stepped.button('Back one event').click();
  await expect(stepped.root.locator('.so-far')).toContainText('Running for');
  const touched = [ran, opened, edited, compared, wrong, stepped];
  await expectNoViolation(page, await Promise.all(touched.map(({ root }) => root.evaluate(({ id }) => `#${id}`))));
});
