import { answerWord, type Attempt } from '../trace/attempts.ts';
import { rawHttp, rawHttpText } from '../trace/raw-http.ts';
import { rawHttpHtml } from '../trace/raw-http-html.ts';
import { part } from './part.ts';

/** The panel in which an attempt stands as raw HTTP. */
export interface RawPanel {
  /** Opens an attempt; closing gives the focus back to `opener`. */
  open(attempt: Attempt, opener: Element): void;
  /** Closes it, without touching the focus. */
  close(): void;
}

/** Fills the `.raw` of a sandbox. */
export function createRawPanel(root: HTMLElement, onCopy: (text: string) => void): RawPanel {
  const panel = part(root, '.raw', HTMLElement);
  let opener: Element | undefined;
  let text = '';

  const close = (): void => {
    opener?.setAttribute('aria-expanded', 'false');
    panel.hidden = true;
    panel.replaceChildren();
  };
  const closeAndReturn = (): void => {
    close();
    if (opener instanceof SVGElement || opener instanceof HTMLElement) opener.focus();
  };

  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    closeAndReturn();
  });

  return {
    open(attempt, from) {
      close();
      opener = from;
      from.setAttribute('aria-expanded', 'true');
      const raw = rawHttp(attempt);
      text = rawHttpText(raw);
      const heading = document.createElement('h3');
      heading.id = `${root.id}-raw-title`;
      heading.tabIndex = -1;
      heading.textContent = `Request ${attempt.id}: ${answerWord(attempt)}`;
      const body = document.createElement('div');
      body.className = 'http';
      body.innerHTML = rawHttpHtml(raw);
      panel.replaceChildren(
        heading,
        button('Copy', () => onCopy(text)),
        button('Close', closeAndReturn),
        body,
      );
      panel.setAttribute('aria-labelledby', heading.id);
      panel.hidden = false;
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: 'nearest' });
    },
    close,
  };
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', act);
  return element;
}
