import { matchesError } from './match-error.ts';

/** Narrows the list of errors beside it to those that fit what the reader types or pastes. */
class ErrorFinder extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    if (input === null) return;
    input.value ||= recall();
    const narrow = (): void => this.narrow(input.value);
    input.addEventListener('input', () => {
      remember(input.value);
      narrow();
    });
    narrow();
  }

  private narrow(query: string): void {
    const items = Array.from(this.querySelectorAll<HTMLElement>('[data-error]'));
    const fits = items.filter((item) =>
      matchesError(query, {
        signs: Array.from(item.querySelectorAll('code'), (code) => code.textContent),
        entry: item.textContent,
      }),
    );
    // A reader whose error is unknown is better served by the whole list than by an empty page.
    for (const item of items) item.hidden = fits.length > 0 && !fits.includes(item);
    const status = this.querySelector('[role=status]');
    if (status !== null) status.textContent = describe(query, fits.length, items.length);
  }
}

const storageKey = 'error-query';

/** What the reader typed here before, on this page or another, since this tab was opened. */
function recall(): string {
  try {
    return sessionStorage.getItem(storageKey) ?? '';
  } catch {
    // Readers may forbid storage; the field is empty then.
    return '';
  }
}

function remember(query: string): void {
  try {
    sessionStorage.setItem(storageKey, query);
  } catch {
    // Readers may forbid storage; the query lasts as long as the page then.
  }
}

function describe(query: string, fits: number, all: number): string {
  if (query.trim() === '') return '';
  if (fits === 0) return `Nothing here fits that. These are all ${all} errors that have a guide so far.`;
  return fits === 1 ? 'One fits.' : `${fits} of ${all} fit.`;
}

customElements.define('error-finder', ErrorFinder);
