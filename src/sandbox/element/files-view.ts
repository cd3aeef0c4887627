import type { SourcePlace } from '../trace/events.ts';
import { loadEditor } from './editing.ts';
import { createFilePanel, type FilePanel } from './file-panel.ts';
import { fileOf, filePanels } from './markup.ts';
import type { SandboxModel } from './model.ts';
import { part } from './part.ts';
import type { Tab, Tabs } from './tabs.ts';

/** The files of a sandbox: a tab and a panel each. */
export interface FilesView {
  selected(): string;
  select(file: string): void;
  /** Shows what the model holds. */
  show(): void;
  /** Opens the selected file in an editor and puts the cursor there. */
  edit(): Promise<void>;
  /** Leads the reader to the selected file. */
  focus(): void;
  /** Marks the line where a run failed, or none. */
  mark(place: SourcePlace | null): void;
}

export interface FilesViewParts {
  readonly root: HTMLElement;
  readonly model: SandboxModel;
  readonly tabs: Tabs;
}

export interface FilesViewOptions {
  readonly onRun: () => void;
  /** The plain editor had to stand in. */
  readonly onPlainEditor: () => void;
}

/** Takes over the printed tabs and panels. */
export function createFilesView({ root, model, tabs }: FilesViewParts, options: FilesViewOptions): FilesView {
  const list = part(root, '.tabs', HTMLElement);
  const holder = part(root, '.files', HTMLElement);
  const panels = new Map<string, FilePanel>(filePanels(root).map((panel) => [fileOf(panel), createFilePanel(panel)]));
  const links = new Map<string, HTMLElement>();
  for (const link of list.querySelectorAll<HTMLElement>('a')) links.set(link.textContent.trim(), link);
  let isEditing = false;
  /** Until something runs, the mark that the page printed stands. */
  let marked: SourcePlace | null | undefined;

  const open = (file: string): ReturnType<FilePanel['edit']> | undefined =>
    panels.get(file)?.edit(model.text(file), async (onTabMode) => {
      const { editor, isPlain } = await loadEditor(file, {
        label: `Code of ${file}`,
        text: model.text(file),
        onChange: (text) => model.setText(file, text),
        onRun: options.onRun,
        onTabMode,
      });
      if (isPlain) options.onPlainEditor();
      return editor;
    });

  const showTabs = (): void => {
    const names = model.names();
    for (const name of names) if (!panels.has(name)) addPanel(name);
    for (const [name, link] of links) link.hidden = !names.includes(name);
    for (const [name, panel] of panels) if (!names.includes(name)) panel.element.hidden = true;
    tabs.show(names.flatMap((name) => tabOf(name)));
  };

  const tabOf = (name: string): Tab[] => {
    const panel = panels.get(name)?.element;
    const link = links.get(name);
    return panel === undefined || link === undefined ? [] : [{ name, link, panel }];
  };

  const addPanel = (name: string): void => {
    const element = document.createElement('div');
    element.className = 'file';
    element.id = `${root.id}-added-${panels.size}`;
    element.dataset['file'] = name;
    holder.append(element);
    panels.set(name, createFilePanel(element));
    const link = document.createElement('a');
    link.className = 'tab';
    link.href = `#${element.id}`;
    link.textContent = name;
    list.append(link);
    links.set(name, link);
  };

  tabs.follow((file) => {
    const panel = panels.get(file);
    if (panel === undefined) return;
    panel.show(model.text(file), model.text(file) === model.original(file));
    if (isEditing) void open(file);
    if (marked !== undefined) panel.markLine(marked?.file === file ? marked.line : null);
  });
  return {
    selected: () => tabs.selected(),
    select: (file) => tabs.select(file),
    show() {
      const names = model.names();
      const shown = [...links].filter(([, link]) => !link.hidden).map(([name]) => name);
      if (names.join('\n') !== shown.join('\n')) showTabs();
      for (const [name, panel] of panels) {
        if (panel.editor() !== undefined || name === tabs.selected()) {
          panel.show(model.text(name), model.text(name) === model.original(name));
        }
        links.get(name)?.classList.toggle('is-changed', model.text(name) !== model.original(name));
      }
    },
    async edit() {
      isEditing = true;
      const editor = await open(tabs.selected());
      editor?.element.scrollIntoView({ block: 'nearest' });
      editor?.focus();
    },
    focus() {
      const panel = panels.get(tabs.selected());
      panel?.element.scrollIntoView({ block: 'nearest' });
      (panel?.editor() ?? panel?.element.querySelector('pre'))?.focus();
    },
    mark(place) {
      marked = place;
      for (const [name, panel] of panels) panel.markLine(place?.file === name ? place.line : null);
    },
  };
}
