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
  const fields = printedNumbers(root).map(numberField);
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

/** The printed values of the endpoint's numbers. */
export function printedNumbers(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-number]')];
}

/** Reads `<label>Limit <b data-number="limit" data-range="1 100 1">5</b> <span>requests</span></label>`. */
function numberField(printed: HTMLElement): NumberField {
  const { number: name = '', range = '' } = printed.dataset;
  const [min = 0, max = 0, step = 1] = range.split(' ').map(Number);
  return {
    name,
    label: printed.previousSibling?.textContent?.trim() ?? name,
    unit: printed.nextElementSibling?.textContent ?? '',
    min,
    max,
    step,
    original: Number(printed.textContent),
  };
}
