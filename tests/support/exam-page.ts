import { expect, type Locator, type Page } from '@playwright/test';

/** The page of the exam, by the parts that a reader sees. */
export interface ExamPart {
  readonly root: Locator;
  /** What came of it, in a sentence. */
  readonly status: Locator;
  /** What is wrong with the code. */
  readonly trouble: Locator;
  readonly editor: Locator;
  readonly button: (name: string) => Locator;
  readonly caseOf: (id: string) => Locator;
  readonly expectState: (state: string) => Promise<void>;
}

/** Opens the page of the exam. */
export async function openExam(page: Page): Promise<ExamPart> {
  await page.goto('./exam/');
  const root = page.locator('retry-exam');
  return {
    root,
    status: root.locator('.result > p[role=status]').first(),
    trouble: root.getByRole('alert'),
    editor: root.getByRole('textbox', { name: 'Your code' }),
    button: (name) => root.getByRole('button', { name, exact: true }),
    caseOf: (id) => root.locator(`#case-${id}`),
    expectState: (state) => expect(root).toHaveAttribute('data-state', state, { timeout: 60_000 }),
  };
}

/** Puts code in the place of what is in the editor. */
export async function pasteCode(page: Page, exam: ExamPart, code: string): Promise<void> {
  await exam.button('Edit or paste').click();
  await expect(exam.editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(code);
}
