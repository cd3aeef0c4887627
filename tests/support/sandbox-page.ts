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

/** Opens the guide and finds a sandbox in it. */
export async function openSandbox(page: Page, id: string): Promise<SandboxPart> {
  await page.goto(GUIDE);
  return findSandbox(page, id);
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
