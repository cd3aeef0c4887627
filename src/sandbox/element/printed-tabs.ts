import { fileOf, filePanels } from './markup.ts';
import { part } from './part.ts';
import { prepareSharedCode } from './shared-code.ts';
import { createTabs, type Tabs } from './tabs.ts';

/** Makes tabs of the printed links to the files. */
export function createPrintedTabs(root: HTMLElement): Tabs {
  const panels = filePanels(root);
  const links = [...root.querySelectorAll<HTMLElement>('.tab')];
  const codes = new Map(panels.map((panel) => [fileOf(panel), prepareSharedCode(panel)]));
  const tabs = createTabs(part(root, '.tabs', HTMLElement));
  tabs.show(
    panels.flatMap((panel, index) => {
      const link = links[index];
      return link === undefined ? [] : [{ name: fileOf(panel), link, panel }];
    }),
  );
  tabs.follow((name) => codes.get(name)?.());
  return tabs;
}
