/** The buttons of a sandbox. */
export type ButtonName = 'run' | 'stop' | 'reset' | 'copy' | 'edit' | 'changes';

/** Ties the printed `.buttons` to what they do. */
export function wireButtons(root: HTMLElement, actions: Readonly<Record<ButtonName, () => void>>): void {
  const known: Readonly<Record<string, () => void>> = actions;
  for (const button of root.querySelectorAll<HTMLButtonElement>('.buttons button')) {
    const act = known[button.dataset['do'] ?? ''];
    if (act !== undefined) button.addEventListener('click', act);
  }
}
