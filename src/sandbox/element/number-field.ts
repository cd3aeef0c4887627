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

/** Groups of digits may be parted by spaces, commas or underscores, as people paste them; `1e9` is a number too. */
const DECIMAL = /^[+-]?\d+(?:[ ,_]\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** What the reader typed into a number's field: the number, or a sentence that says what would be right. */
export function readNumber(field: NumberField, text: string): NumberReading {
  const trimmed = text.trim();
  const value = DECIMAL.test(trimmed) ? Number(trimmed.replace(/[ ,_]/g, '')) : Number.NaN;
  const isWrong = trimmed !== '' && Number.isNaN(value);
  const problem = isWrong ? `“${shortened(trimmed)}” is not a number. ${typeOne(field)}` : numberProblem(field, value);
  return problem === undefined ? { kind: 'value', value } : { kind: 'problem', problem };
}

/**
 * What to type instead of `value` if that doesn't fit the field, and `undefined` if it does. The sentence stands beside
 * the field, whose label is seldom a noun; so it does without.
 */
export function numberProblem(field: NumberField, value: number): string | undefined {
  const { min, max, step } = field;
  if (!(value >= min && value <= max)) return typeOne(field);
  const steps = (value - min) / step;
  if (Math.abs(steps - Math.round(steps)) <= 1e-6) return undefined;
  const [below, above] = [Math.floor(steps), Math.ceil(steps)].map((count) => written(min + count * step));
  return `${step === 1 ? 'Type a whole number' : `It goes in steps of ${step}. Type a number`}, such as ${below} or ${above}.`;
}

function typeOne({ min, max, unit }: NumberField): string {
  return `Type a number from ${written(min)} to ${written(max)}${unit === '' ? '' : ` ${unit}`}.`;
}

/** With thousands set off, and without what a sum of fractions leaves at its end. */
function written(value: number): string {
  return value.toLocaleString('en');
}

function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}
