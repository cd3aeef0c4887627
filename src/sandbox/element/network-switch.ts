import { WISH_KEY } from './network-wish.ts';
import { part } from './part.ts';
import type { SharedPanel } from './shared-panel.ts';

/** Ties the switch *Show in Network panel* of a sandbox to the page's one way into it. */
export function wireNetworkSwitch(root: HTMLElement, panel: SharedPanel): void {
  const input = part(root, '.network input', HTMLInputElement);
  const note = part(root, '.network-note', HTMLElement);
  note.id = `${root.id}-network-note`;
  input.setAttribute('aria-describedby', note.id);

  const show = (): void => {
    // All sandboxes of the page say it; one of them aloud.
    note.setAttribute('aria-live', root.contains(document.activeElement) ? 'polite' : 'off');
    note.textContent = panel.words();
  };
  input.addEventListener('input', () => {
    keepWish(input.checked);
    for (const other of document.querySelectorAll<HTMLInputElement>('.network input')) other.checked = input.checked;
    panel.turn(input.checked);
  });
  panel.subscribe(show);
  show();
}

function keepWish(isWanted: boolean): void {
  try {
    if (isWanted) sessionStorage.setItem(WISH_KEY, '');
    else sessionStorage.removeItem(WISH_KEY);
  } catch {
    // It then lasts as long as the page.
  }
}
