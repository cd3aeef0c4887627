import { printedCode } from './markup.ts';

/**
 * What gives a panel its code on demand, where that is printed in another sandbox of the page.
 *
 * It looks for the code now, since that other sandbox may put an editor in its place later.
 */
export function prepareSharedCode(panel: HTMLElement): () => void {
  const printed = printedCode(panel);
  return () => {
    if (panel.querySelector('pre, .editor') !== null) return;
    const copy = document.createElement('pre');
    copy.className = printed.className;
    copy.tabIndex = 0;
    copy.append(...[...printed.childNodes].map((node) => node.cloneNode(true)));
    for (const marked of copy.querySelectorAll('.failed-line')) marked.classList.remove('failed-line');
    panel.append(copy);
  };
}
