import { printedNumbers } from './markup.ts';
import type { SandboxModel } from './model.ts';
import { wantsNetwork } from './network-wish.ts';
import { part } from './part.ts';

/**
 * Gives a printed sandbox its controls: the buttons that the page holds once for all, and fields for its numbers. What is
 * typed there stays as it was typed, right or wrong.
 */
export function openControls(root: HTMLElement, model: SandboxModel): void {
  for (const name of ['buttons', 'playback', 'numbers']) {
    const { content } = part(document, `#sandbox-${name}`, HTMLTemplateElement);
    part(root, `.${name}`, HTMLElement).append(content.cloneNode(true));
  }
  for (const printed of printedNumbers(root)) {
    const input = document.createElement('input');
    input.name = printed.dataset['number'] ?? '';
    input.id = `${root.id}-${input.name}`;
    input.value = printed.textContent;
    input.inputMode = 'decimal';
    input.autocomplete = 'off';
    input.addEventListener('input', () => model.setTyped(input.name, input.value));
    printed.replaceWith(input);
  }
  part(root, '.network input', HTMLInputElement).checked = wantsNetwork();
}
