import { matchErrors, type ListedError, type Matches } from './match-error.ts';

/** An error as the list shows it. */
interface Listed extends ListedError {
  readonly item: HTMLElement;
}

/** Narrows the list of errors beside it to those that fit what the reader types or pastes, the best first. */
class ErrorFinder extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector('textarea');
    if (field === null) return;
    const listed = Array.from(this.querySelectorAll<HTMLElement>('li'), readItem);
    field.value ||= recall();
    let isRecalled = field.value !== '';
    let matches = this.narrow(field.value, listed);
    // What stood there from before is another error than the one that is pasted now.
    field.addEventListener('paste', () => {
      if (isRecalled) field.select();
    });
    field.addEventListener('input', () => {
      isRecalled = false;
      remember(field.value);
      matches = this.narrow(field.value, listed);
    });
    // A response has many lines, so the field has too; it is pasted more often than written.
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (matches.how === 'fit') matches.errors[0]?.item.querySelector('a')?.click();
    });
  }

  private narrow(query: string, listed: readonly Listed[]): Matches<Listed> {
    const matches = matchErrors(query, listed);
    const { how, errors } = matches;
    for (const error of listed) error.item.hidden = !errors.includes(error);
    this.querySelector('ul')?.append(...errors.map(({ item }) => item));
    const status = this.querySelector('[role=status]');
    if (status !== null) status.textContent = describe(how, countRefusals(errors), countRefusals(listed));
    return matches;
  }
}

function readItem(item: HTMLElement): Listed {
  // What the list shows, part by part: between a link and the text after it stands no space.
  const text = Array.from(item.querySelectorAll('code, p'), (part) => part.textContent).join(' ');
  const list = (name: string): string[] => item.dataset[name]?.split('\n').filter(Boolean) ?? [];
  return {
    item,
    text,
    isGuide: item.hasAttribute('data-guide'),
    statuses: list('statuses').map(Number),
    statusText: item.dataset['phrase'] ?? '',
    urls: list('urls'),
    signs: list('signs'),
  };
}

/** A guide is no error of its own. */
function countRefusals(errors: readonly ListedError[]): number {
  return errors.filter(({ isGuide }) => !isGuide).length;
}

function describe(how: Matches<Listed>['how'], count: number, all: number): string {
  switch (how) {
    case 'all':
      return '';
    case 'none':
      return `Nothing here fits that. These are all ${all} errors that have a guide so far.`;
    case 'near':
      return 'Nothing here says all of that. The nearest:';
    case 'fit':
      if (count === 0) return 'A guide fits.';
      return count === 1 ? 'One fits.' : `${count} of ${all} fit, the likeliest first.`;
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
    // Readers may forbid storage, or paste more than it holds; the query lasts as long as the page then.
  }
}

customElements.define('error-finder', ErrorFinder);
