import { answerWord, type Attempt } from '../trace/attempts.ts';
import { rawHttp, rawHttpText } from '../trace/raw-http.ts';
import { rawHttpHtml } from '../trace/raw-http-html.ts';
import { part } from './part.ts';

/** The panel in which an attempt stands as raw HTTP. */
export interface RawPanel {
  /** Opens an attempt; closing gives the focus back to `opener`. */
  open(attempt: Attempt, opener: Element): void;
  /** The attempt that is open, by its id. */
  openId(): number | undefined;
  /** Shows the open attempt as it is at another instant; the focus stays where it is. */
  refresh(attempt: Attempt): void;
  /** Closes it, without touching the focus. */
  close(): void;
}

/** Fills the `.raw` of a sandbox. */
export function createRawPanel(root: HTMLElement, onCopy: (text: string) => void): RawPanel {
  const panel = part(root, '.raw', HTMLElement);
  let opener: Element | undefined;
  let openId: number | undefined;
  let text = '';
  let html = '';

  const close = (): void => {
    opener?.setAttribute('aria-expanded', 'false');
    openId = undefined;
    html = '';
    panel.hidden = true;
    panel.replaceChildren();
  };
  const closeAndReturn = (): void => {
    close();
    if (opener instanceof SVGElement || opener instanceof HTMLElement) opener.focus();
  };

  const fill = (attempt: Attempt, heading: HTMLElement, body: HTMLElement): void => {
    const raw = rawHttp(attempt);
    const title = `Request ${attempt.id}: ${answerWord(attempt)}`;
    text = rawHttpText(raw);
    if (heading.textContent !== title) heading.textContent = title;
    const next = rawHttpHtml(raw);
    // What the reader has selected outlasts a playback that changes nothing of it.
    if (next !== html) body.innerHTML = next;
    html = next;
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
      openId = attempt.id;
      from.setAttribute('aria-expanded', 'true');
      const heading = document.createElement('h3');
      heading.id = `${root.id}-raw-title`;
      heading.tabIndex = -1;
      const body = document.createElement('div');
      body.className = 'http';
      fill(attempt, heading, body);
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
    openId: () => openId,
    refresh(attempt) {
      fill(attempt, part(panel, 'h3', HTMLHeadingElement), part(panel, '.http', HTMLDivElement));
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
