import { nextTab } from './next-tab.ts';

/** A link to a panel, which becomes its tab. Its hash is the panel's id. */
export interface Tab {
  readonly name: string;
  readonly link: HTMLElement;
  readonly panel: HTMLElement;
}

export interface Tabs {
  selected(): string;
  select(name: string): void;
  /** Takes another set of tabs, keeping the selection where it can. */
  show(tabs: readonly Tab[]): void;
  /** Hears of every selection, and of the present one at once. */
  follow(listener: (name: string) => void): void;
}

/** Gives a row of links the roles and keys of tabs. Without it they lead to the panels, one below the other. */
export function createTabs(list: HTMLElement): Tabs {
  const listeners: ((name: string) => void)[] = [];
  let tabs: readonly Tab[] = [];
  let selected = '';
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', 'Files');

  const select = (name: string): void => {
    if (!tabs.some((tab) => tab.name === name)) return;
    selected = name;
    for (const { link, panel, name: own } of tabs) {
      const isSelected = own === name;
      link.setAttribute('aria-selected', String(isSelected));
      link.tabIndex = isSelected ? 0 : -1;
      panel.hidden = !isSelected;
    }
    for (const listener of listeners) listener(name);
  };

  const tabAt = (target: EventTarget | null): Tab | undefined =>
    tabs.find(({ link }) => target instanceof Node && link.contains(target));

  list.addEventListener('click', (event) => {
    const tab = tabAt(event.target);
    if (tab === undefined) return;
    event.preventDefault();
    select(tab.name);
  });
  list.addEventListener('keydown', (event) => {
    const tab = tabAt(event.target);
    if (tab === undefined) return;
    const index = event.key === ' ' ? tabs.indexOf(tab) : nextTab(event.key, tabs.indexOf(tab), tabs.length);
    const next = index === undefined ? undefined : tabs[index];
    if (next === undefined) return;
    event.preventDefault();
    select(next.name);
    next.link.focus();
  });

  return {
    selected: () => selected,
    select,
    follow(listener) {
      listeners.push(listener);
      listener(selected);
    },
    show(next) {
      tabs = next;
      for (const { link, panel } of tabs) {
        link.id ||= `${panel.id}-tab`;
        link.setAttribute('role', 'tab');
        link.setAttribute('aria-controls', panel.id);
        panel.setAttribute('role', 'tabpanel');
        panel.setAttribute('aria-labelledby', link.id);
      }
      select(tabs.some((tab) => tab.name === selected) ? selected : (tabs[0]?.name ?? ''));
    },
  };
}
