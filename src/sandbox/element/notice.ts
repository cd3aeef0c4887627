import { part } from './part.ts';

/** A line that tells the reader what a button did, aloud too, with at most one thing to do about it. */
export interface Notice {
  say(text: string, action?: { readonly label: string; run(): void }): void;
  clear(): void;
}

/** Speaks through the `.notice` of a sandbox. */
export function createNotice(root: HTMLElement): Notice {
  const line = part(root, '.notice', HTMLElement);
  return {
    say(text, action) {
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
    clear: () => line.replaceChildren(),
  };
}
