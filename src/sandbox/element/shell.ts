import { createEditStorage } from './edit-storage.ts';
import { forwardPresses } from './forward.ts';
import { keepEdits } from './keep-edits.ts';
import { fetchRunner } from './load-runner.ts';
import { readMarkup, type Markup } from './markup.ts';
import { createSandboxModel, type SandboxModel } from './model.ts';
import { openControls, openFields } from './open-controls.ts';
import { offerAttempts, walkAttempts } from './offer-attempts.ts';
import { layOutLater } from './lay-out-later.ts';
import { part } from './part.ts';
import { createPrintedTabs } from './printed-tabs.ts';
import type { Sandbox } from './sandbox.ts';
import type { Tabs } from './tabs.ts';
import { whenNear } from './when-near.ts';

/** What there is of a sandbox before the reader touches it: what it holds, and its tabs. */
export interface Shell {
  readonly root: HTMLElement;
  readonly markup: Markup;
  readonly model: SandboxModel;
  readonly tabs: Tabs;
  /** Brings the rest of the sandbox; always the same one, once it has come. */
  open(): Promise<Sandbox>;
  /** Fetches what a run needs beside the rest. */
  prepare(): void;
  /** The rest, if anybody has asked for it. */
  asked(): Promise<Sandbox> | undefined;
}

/** Creates the shell of a printed sandbox. `load` brings the rest. */
export function createShell(root: HTMLElement, load: (shell: Shell) => Promise<Sandbox>): Shell {
  const markup = readMarkup(root);
  const model = createSandboxModel(markup.source);
  openControls(root);
  layOutLater(root);
  const openNow = whenNear(root, () => openFields(root, model));
  const say = (text: string): void => void (part(root, '.notice', HTMLElement).textContent = text);
  let isOpen = false;
  let opening: Promise<Sandbox> | undefined;

  const bring = async (): Promise<Sandbox> => {
    openNow();
    try {
      const sandbox = await load(shell);
      isOpen = true;
      return sandbox;
    } catch (error) {
      opening = undefined;
      say('The sandbox could not be loaded. Check your connection and try again; the recorded run stands.');
      throw error;
    }
  };
  const open = (): Promise<Sandbox> => (opening ??= bring());
  // Whoever presses a button has no script to catch what the notice has told.
  const openQuietly = (): void => void open().catch(() => undefined);

  const prepare = (): void => fetchRunner(readyMadeUrl(shell));
  const shell: Shell = { root, markup, model, tabs: createPrintedTabs(root), open, prepare, asked: () => opening };
  const storage = createEditStorage(`sandbox:${location.pathname}#${root.id}`, () => sessionStorage);
  keepEdits(model, storage, () =>
    say('This browser keeps nothing for this page: your changes last until you leave it.'),
  );
  const timeline = part(root, '.timeline-room', HTMLElement);
  offerAttempts(timeline);
  walkAttempts(timeline);
  forwardPresses(
    root,
    () => isOpen,
    (control) => {
      if (control.matches('[data-do=run], [data-do=edit]')) prepare();
      return open();
    },
  );
  if (model.isChanged()) openQuietly();
  model.subscribe(openQuietly);
  return shell;
}

/** Where the build put this sandbox's code compiled, as long as it is the guide's own. */
export function readyMadeUrl({ model, markup }: Pick<Shell, 'model' | 'markup'>): string | undefined {
  return Object.keys(model.edits().files).length === 0 ? `${markup.recordedUrl}code.json` : undefined;
}
