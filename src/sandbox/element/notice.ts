import { part } from './part.ts';

/** What a line is about, and what can be done about it. */
export interface NoticeOptions {
  readonly action?: { readonly label: string; run(): void };
  /** It is true, and its action harmless, only until something is changed. */
  readonly untilChange?: boolean;
}

/** A line that tells the reader what a button did, aloud too, with at most one thing to do about it. */
export interface Notice {
  say(text: string, options?: NoticeOptions): void;
  /** Something was changed: takes back what is no longer true. */
  changed(): void;
  clear(): void;
}

/** Speaks through the `.notice` of a sandbox. */
export function createNotice(root: HTMLElement): Notice {
  const line = part(root, '.notice', HTMLElement);
  let isUntilChange = false;
  return {
    say(text, { action, untilChange = false } = {}) {
      isUntilChange = untilChange;
      const words = document.createElement('span');
      words.textContent = text;
      line.replaceChildren(words);
      if (action === undefined) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = action.label;
      button.addEventListener('click', () => {
        line.replaceChildren();
        action.run();
      });
      line.append(' ', button);
    },
    changed() {
      if (isUntilChange) line.replaceChildren();
      isUntilChange = false;
    },
    clear: () => line.replaceChildren(),
  };
}
