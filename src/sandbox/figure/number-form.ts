import { readNumber, type NumberField } from '../element/number-field.ts';

/** The values that fields have before anybody changes them. */
export function originalValues(fields: readonly NumberField[]): Readonly<Record<string, number>> {
  return Object.fromEntries(fields.map(({ name, original }) => [name, original]));
}

/** Reads a form's fields, and says beside each what is wrong with it; `undefined` if anything is. */
export function readForm(
  form: HTMLFormElement,
  fields: readonly NumberField[],
): Readonly<Record<string, number>> | undefined {
  const values: Record<string, number> = {};
  let hasProblem = false;
  for (const field of fields) {
    const input = form.elements.namedItem(field.name);
    if (!(input instanceof HTMLInputElement)) continue;
    const reading = readNumber(field, input.value);
    const note = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    if (note !== null) note.textContent = reading.kind === 'problem' ? reading.problem : '';
    input.setAttribute('aria-invalid', String(reading.kind === 'problem'));
    if (reading.kind === 'value') values[field.name] = reading.value;
    else hasProblem = true;
  }
  return hasProblem ? undefined : values;
}
