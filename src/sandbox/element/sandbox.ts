import type { RunRequest } from '../host/run.ts';
import type { Trace } from '../trace/events.ts';
import { wireButtons } from './buttons.ts';
import { createChangesPane } from './changes-pane.ts';
import { copyText } from './copy.ts';
import type { ElementRunOptions } from './element-types.ts';
import { failedPlace } from './failed-place.ts';
import { createFilesView } from './files-view.ts';
import { createNotice } from './notice.ts';
import { wireNetworkSwitch } from './network-switch.ts';
import { createNumberInputs } from './number-inputs.ts';
import { pagePanel } from './page-panel.ts';
import { part } from './part.ts';
import { createPreparation } from './prepare-soon.ts';
import { fetchRecorded } from './recorded-trace.ts';
import { createRunControl } from './run-control.ts';
import { createRunView, stateAfter } from './run-view.ts';
import { readyMadeUrl, type Shell } from './shell.ts';

/** A printed sandbox that has come to life. */
export interface Sandbox {
  run(options?: ElementRunOptions): Promise<Trace>;
  stop(): void;
  recorded(): Promise<Trace>;
}

/** Brings all of a sandbox to life. `onEnd` hears of the trace that each run ended in. */
export function createSandbox(shell: Shell, onEnd: (trace: Trace) => void): Sandbox {
  const { root, model, markup } = shell;
  const notice = createNotice(root);
  const prepare = createPreparation(model);
  const changes = createChangesPane(root, model);
  const numbers = createNumberInputs(root, model);
  const onTrouble = (error: unknown): void => notice.say(error instanceof Error ? error.message : String(error));
  const recorded = (): Promise<Trace> => fetchRecorded(`${markup.recordedUrl}trace.json`);
  const copy = async (what: string, text: string): Promise<void> => {
    const isCopied = await copyText(text);
    notice.say(isCopied ? `Copied ${what}.` : 'The browser did not allow that. Select the text and copy it.');
  };

  const files = createFilesView(shell, {
    onRun: () => press(),
    onPlainEditor: () => notice.say('The editor could not be loaded. This plain one edits as well.'),
  });
  const view = createRunView(root, ({ file }) => {
    changes.close();
    files.select(file);
    files.focus();
  });
  const control = createRunControl(root, view, {
    recorded,
    onTrouble,
    onCopy: (text) => void copy('the request and its answer', text),
    onDisplaced: () => notice.say('Stopped, since another sandbox of this page was run.'),
    onEnd(trace) {
      view.setState(stateAfter(trace));
      const place = failedPlace(trace);
      files.mark(place);
      view.offer(place);
      onEnd(trace);
    },
  });

  const request = (): RunRequest => {
    const { seed = 0, ...settings } = model.numbers().values;
    const url = readyMadeUrl(shell);
    return {
      files: model.files(),
      entry: model.entry(),
      scenario: { id: markup.scenarioId, settings },
      seed,
      ...(url !== undefined && { readyMadeUrl: url }),
    };
  };
  const run = async (options: ElementRunOptions = {}): Promise<Trace> => {
    const [wrong] = model.numbers().wrong;
    if (wrong !== undefined) {
      numbers.focus(wrong.name);
      throw new RangeError(`Failed to run: mend “${wrong.label}” first. The field says what it must be.`);
    }
    notice.clear();
    files.mark(null);
    view.offer(null);
    view.setShown('run');
    return control.run(request(), options);
  };
  /** What a press on Run does: a trouble is told to the reader, who has no script to catch it. */
  const press = (): void => {
    run().catch(onTrouble);
    part(root, '.output', HTMLElement).scrollIntoView({ block: 'nearest' });
  };

  const reset = (): void => {
    const wasChanged = model.isChanged();
    if (!wasChanged && view.shown() === 'recorded') {
      notice.say('Nothing to reset: this is the guide’s own code.', { untilChange: true });
      return;
    }
    const hadChanges = changes.isOpen();
    const undo = model.reset();
    // What stood in the place of the code was longer, perhaps.
    if (hadChanges) part(root, '.files', HTMLElement).scrollIntoView({ block: 'nearest' });
    view.setShown('recorded');
    view.offer(null);
    control.showRecorded().then((trace) => files.mark(failedPlace(trace)), onTrouble);
    if (!wasChanged) return;
    const action = {
      label: 'Undo',
      run() {
        undo();
        // The button that had the focus is gone.
        part(root, '[data-do=reset]', HTMLButtonElement).focus({ preventScroll: true });
      },
    };
    notice.say('Back to the guide’s code and numbers.', { action, untilChange: true });
  };

  const show = (): void => {
    files.show();
    numbers.show();
    root.toggleAttribute('data-changed', model.isChanged());
    if (!model.isChanged()) changes.close();
    else if (changes.isOpen()) changes.open().catch(onTrouble);
  };
  show();
  if (model.isChanged()) view.setShown('outdated');
  model.subscribe(() => {
    notice.changed();
    show();
    if (view.shown() !== 'outdated') view.setShown('outdated');
    prepare();
  });

  wireNetworkSwitch(root, pagePanel);
  wireButtons(root, {
    run: press,
    stop: () => control.stop(),
    reset,
    copy: () => void copy(files.selected(), model.text(files.selected())),
    edit() {
      changes.close();
      prepare();
      files.edit().catch(onTrouble);
    },
    changes() {
      if (changes.isOpen()) changes.close();
      else
        changes.open().then(() => part(root, '.changes', HTMLElement).scrollIntoView({ block: 'nearest' }), onTrouble);
    },
  });

  return { run, stop: () => control.stop(), recorded };
}
