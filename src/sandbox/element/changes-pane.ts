import type { SandboxModel } from './model.ts';
import { part } from './part.ts';

/** The pane that shows, in the place of the files, what the reader changed in them. */
export interface ChangesPane {
  isOpen(): boolean;
  /** Opens it, or shows the present changes in it. */
  open(): Promise<void>;
  close(): void;
}

/** Takes over the `.changes` of a sandbox. */
export function createChangesPane(root: HTMLElement, model: SandboxModel): ChangesPane {
  const pane = part(root, '.changes', HTMLElement);
  const files = part(root, '.files', HTMLElement);
  const button = part(root, '[data-do=changes]', HTMLButtonElement);

  const show = (isOpen: boolean): void => {
    pane.hidden = !isOpen;
    files.hidden = isOpen;
    button.setAttribute('aria-pressed', String(isOpen));
  };

  return {
    isOpen: () => !pane.hidden,
    async open() {
      const { createChanges, createNumberChanges } = await import('./changes-view.ts');
      const { files: texts, numbers } = model.edits();
      const sections = Object.entries(texts).map(([file, text]) => createChanges(file, model.original(file), text));
      const changed = model.fields.filter(({ name }) => Object.hasOwn(numbers, name));
      if (changed.length > 0) sections.push(createNumberChanges(changed, (name) => model.typed(name)));
      pane.replaceChildren(...sections);
      show(true);
    },
    close: () => show(false),
  };
}
