/** One of the endpoint's numbers, as the page prints it beside the sandbox. */
export interface NumberField {
  readonly name: string;
  readonly label: string;
  /** Written after the number; may be empty. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value that the guide chose. */
  readonly original: number;
}

export type NumberReading =
  { readonly kind: 'value'; readonly value: number } | { readonly kind: 'problem'; readonly problem: string };

/** Groups of digits may be parted by spaces, commas or underscores, as people paste them. */
const DECIMAL = /^[+-]?\d+(?:[ ,_]\d{3})*(?:\.\d+)?$/;

/** What the reader typed into a number's field: the number, or a sentence that says what would be right. */
export function readNumber(field: NumberField, text: string): NumberReading {
  const trimmed = text.trim();
  const value = DECIMAL.test(trimmed) ? Number(trimmed.replace(/[ ,_]/g, '')) : Number.NaN;
  const problem = Number.isNaN(value) ? notANumber(field, trimmed) : numberProblem(field, value);
  return problem === undefined ? { kind: 'value', value } : { kind: 'problem', problem };
}

/** Why `value` doesn't fit the field, in a sentence, or `undefined` when it does. */
export function numberProblem(field: NumberField, value: number): string | undefined {
  if (Number.isNaN(value)) return notANumber(field, String(value));
  if (value < field.min || value > field.max) return `${capitalised(field.label)} must be ${range(field)}.`;
  const steps = (value - field.min) / field.step;
  if (Math.abs(steps - Math.round(steps)) > 1e-6) {
    return Number.isInteger(field.step) && Number.isInteger(field.min)
      ? wholeStep(field)
      : `${capitalised(field.label)} goes in steps of ${field.step}.`;
  }
  return undefined;
}

function notANumber(field: NumberField, text: string): string {
  return text === ''
    ? `Type a number ${range(field)}.`
    : `“${shortened(text)}” is not a number. Type one ${range(field)}.`;
}

function wholeStep({ label, step, min }: NumberField): string {
  return step === 1
    ? `${capitalised(label)} must be a whole number.`
    : `${capitalised(label)} goes in steps of ${step}, from ${min}.`;
}

function range({ min, max, unit }: NumberField): string {
  return `from ${min} to ${max}${unit === '' ? '' : ` ${unit}`}`;
}

function capitalised(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}
