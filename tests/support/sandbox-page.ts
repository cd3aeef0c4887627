import { expect, type Locator, type Page } from '@playwright/test';
import type { CodeSandbox } from '../../src/sandbox/element.ts';

/** The guide that holds the sandboxes under test. */
export const GUIDE = './guides/hugging-face-rate-limit-exceeded/';

/** A sandbox of the guide, by the parts that a reader sees. */
export interface SandboxPart {
  readonly root: Locator;
  readonly status: Locator;
  readonly console: Locator;
  readonly notice: Locator;
  /** Where the code is edited, once that was asked for. */
  readonly editor: Locator;
  readonly button: (name: string) => Locator;
  readonly expectState: (state: string) => Promise<void>;
}

/** Opens the guide and goes to a sandbox in it. */
export async function openSandbox(page: Page, id: string): Promise<SandboxPart> {
  await page.goto(GUIDE);
  return goToSandbox(page, id);
}

/** Scrolls to a sandbox of the page that is open: it is laid out, and has its fields, only near the screen. */
export async function goToSandbox(page: Page, id: string): Promise<SandboxPart> {
  const sandbox = findSandbox(page, id);
  await sandbox.root.scrollIntoViewIfNeeded();
  await expect
    .poll(() => sandbox.status.evaluate((status) => status.checkVisibility({ contentVisibilityAuto: true })))
    .toBe(true);
  return sandbox;
}

/** Goes to one sandbox after the other, so that each has all that it grows. */
export async function goToAllSandboxes(page: Page): Promise<void> {
  for (const id of await page.locator('code-sandbox').evaluateAll((all) => all.map((element) => element.id))) {
    const { root } = await goToSandbox(page, id);
    await expect(root.locator('.playback button')).not.toHaveCount(0);
  }
}

/** Finds a sandbox in the page that is open. */
export function findSandbox(page: Page, id: string): SandboxPart {
  const root = page.locator(`code-sandbox#${id}`);
  return {
    root,
    status: root.getByRole('status'),
    console: root.getByRole('log'),
    notice: root.locator('.notice'),
    editor: root.getByRole('textbox', { name: /^Code of/ }),
    button: (name) => root.getByRole('button', { name, exact: true }),
    expectState: (state) => expect(root).toHaveAttribute('data-state', state),
  };
}

/** Opens a sandbox's editor and types before its code, as a reader does. */
export async function typeCode({ root, button, editor }: SandboxPart, text: string): Promise<void> {
  await button('Edit').click();
  await expect(editor).toBeFocused();
  await root.page().keyboard.type(text);
}

/** Replaces a sandbox's code, as a script may. */
export async function setCode({ root }: SandboxPart, code: string): Promise<void> {
  await root.evaluate((element: CodeSandbox, text) => void (element.files = { 'main.ts': text }), code);
}
