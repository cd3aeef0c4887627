import { readForm } from '../figure/number-form.ts';
import { keepUnits } from '../trace/duration.ts';
import { calculatorModes } from './calculator-fields.ts';

/** Writes what the calculator says to the numbers of one of its forms, unless one of them is none. */
export function adviseForm(root: HTMLElement, form: HTMLFormElement): void {
  const name = form.dataset['mode'] ?? '';
  const mode = Object.entries(calculatorModes).find(([key]) => key === name)?.[1];
  if (mode === undefined) return;
  const values = readForm(form, mode.fields);
  if (values === undefined) return;
  for (const [part, sentence] of Object.entries(mode.advise(values))) {
    const place = root.querySelector(`[data-advice="${name}-${part}"]`);
    if (place !== null) place.textContent = keepUnits(sentence);
  }
}
