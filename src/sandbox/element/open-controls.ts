import { printedNumbers } from './markup.ts';
import { part } from './part.ts';

/** Gives a printed sandbox its controls: the buttons that the page holds once for all, and fields for its numbers. */
export function openControls(root: HTMLElement): void {
  for (const name of ['buttons', 'playback']) {
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
    printed.replaceWith(input);
  }
}
