import type { ModelSource } from './model.ts';
import type { NumberField } from './number-field.ts';
import { part } from './part.ts';

/** What the page printed of a sandbox. */
export interface Markup {
  readonly source: ModelSource;
  readonly scenarioId: string;
  readonly recordedUrl: string;
}

/** Reads out of the printed page what a sandbox holds, so that no text is sent twice. */
export function readMarkup(root: HTMLElement): Markup {
  const { entry = '', scenario: scenarioId = '', recorded: recordedUrl = '' } = root.dataset;
  const files = filePanels(root).map((panel) => [fileOf(panel), printedText(panel)] as const);
  const fields = [...root.querySelectorAll('input[data-number]')].flatMap((input) =>
    input instanceof HTMLInputElement ? [numberField(input)] : [],
  );
  return { source: { entry, files: new Map(files), fields }, scenarioId, recordedUrl };
}

/** The panels of the files, in the order of their tabs. */
export function filePanels(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('.file')];
}

/** The name of the file that a panel shows. */
export function fileOf(panel: HTMLElement): string {
  return panel.dataset['file'] ?? '';
}

/** The printed code of a panel, which may stand in another sandbox of the page that has the same file. */
export function printedCode(panel: HTMLElement): HTMLElement {
  const printedIn = panel.dataset['printedIn'];
  const holder = printedIn === undefined ? panel : document.getElementById(printedIn);
  return part(holder ?? panel, 'pre', HTMLPreElement);
}

function printedText(panel: HTMLElement): string {
  return `${printedCode(panel).textContent}\n`;
}

function numberField(input: HTMLInputElement): NumberField {
  const { number: name = '', label = name, unit = '', min, max, step } = input.dataset;
  return {
    name,
    label,
    unit,
    min: Number(min),
    max: Number(max),
    step: Number(step),
    original: Number(input.defaultValue),
  };
}
