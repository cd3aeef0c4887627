import { printedNumbers } from './markup.ts';
import type { SandboxModel } from './model.ts';
import { wantsNetwork } from './network-wish.ts';
import { part } from './part.ts';

/** Gives a printed sandbox its buttons and its switch, of which the page holds one copy for all. */
export function openControls(root: HTMLElement): void {
  appendCopy(root, 'buttons');
  appendCopy(root, 'numbers');
  part(root, '.network input', HTMLInputElement).checked = wantsNetwork();
}

/**
 * Gives a printed sandbox its fields: those of the playback, and those of its numbers. What is typed there stays as it was
 * typed, right or wrong. Browsers examine each field of a page for what they could fill in, so those that nobody sees come
 * later; their room is kept, since whoever follows a link scrolls past them.
 */
export function openFields(root: HTMLElement, model: SandboxModel): void {
  appendCopy(root, 'playback');
  for (const printed of printedNumbers(root)) {
    const input = document.createElement('input');
    input.name = printed.dataset['number'] ?? '';
    input.id = `${root.id}-${input.name}`;
    input.value = model.typed(input.name);
    input.inputMode = 'decimal';
    input.autocomplete = 'off';
    input.addEventListener('input', () => model.setTyped(input.name, input.value));
    printed.replaceWith(input);
  }
}

function appendCopy(root: HTMLElement, name: 'buttons' | 'playback' | 'numbers'): void {
  const { content } = part(document, `#sandbox-${name}`, HTMLTemplateElement);
  part(root, `.${name}`, HTMLElement).append(content.cloneNode(true));
}
