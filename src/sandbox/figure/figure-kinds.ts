import type { LimiterSpec } from '../endpoint/limiters/create-limiter.ts';

/** A number of a figure that the reader can change. */
export interface FigureField {
  readonly name: string;
  readonly label: string;
  /** Stands behind the number. */
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export type FigureValues = Readonly<Record<string, number>>;

/** One way of counting, and the numbers with which it is shown. */
export interface FigureKind {
  readonly fields: readonly FigureField[];
  limiter(values: FigureValues): LimiterSpec;
  /** The stretch of time over which the figure counts what was admitted; 0 where a rate makes no sense. */
  spanMs(values: FigureValues): number;
}

const seconds = (values: FigureValues, name: string): number => Math.round((values[name] ?? 0) * 1_000);
const count = (values: FigureValues, name: string): number => values[name] ?? 0;

/** When the requests come: the same for every way of counting, so that only the rule differs. */
const arrivals: readonly FigureField[] = [
  { name: 'requests', label: 'Requests', unit: '', value: 14, min: 1, max: 60, step: 1 },
  { name: 'every', label: 'one every', unit: 's', value: 0.2, min: 0.05, max: 5, step: 0.05 },
  { name: 'from', label: 'starting at', unit: 's', value: 2.6, min: 0, max: 20, step: 0.1 },
];

const limit = { name: 'limit', label: 'Limit', unit: 'requests', value: 5, min: 1, max: 50, step: 1 };
const window = { name: 'window', label: 'window', unit: 's', value: 4, min: 1, max: 30, step: 0.5 };
const service = { name: 'service', label: 'each takes', unit: 's', value: 1.2, min: 0.1, max: 10, step: 0.1 };
const slots = { ...limit, label: 'Slots', unit: '', value: 3 };
const soon = arrivals.map((field) => (field.name === 'from' ? { ...field, value: 0.2 } : field));

/** The figures by the names that a guide uses. */
export const figureKinds = {
  'fixed-window': {
    fields: [limit, window, ...arrivals],
    limiter: (values) => ({ kind: 'fixed-window', limit: count(values, 'limit'), windowMs: seconds(values, 'window') }),
    spanMs: (values) => seconds(values, 'window'),
  },
  'sliding-window': {
    fields: [limit, window, ...arrivals],
    limiter: (values) => ({
      kind: 'sliding-window',
      limit: count(values, 'limit'),
      windowMs: seconds(values, 'window'),
    }),
    spanMs: (values) => seconds(values, 'window'),
  },
  'token-bucket': {
    fields: [
      { ...limit, name: 'capacity', label: 'Bucket of', unit: 'tokens' },
      { name: 'refill', label: 'refilled with', unit: 'tokens/s', value: 1.25, min: 0.25, max: 20, step: 0.25 },
      ...arrivals,
    ],
    limiter: (values) => ({
      kind: 'token-bucket',
      capacity: count(values, 'capacity'),
      refillPerSecond: count(values, 'refill'),
    }),
    spanMs: (values) => Math.round((count(values, 'capacity') / count(values, 'refill')) * 1_000),
  },
  concurrency: {
    fields: [slots, service, ...soon],
    limiter: (values) => ({ kind: 'concurrency', limit: count(values, 'limit'), queueLimit: 0 }),
    spanMs: () => 0,
  },
  'concurrency-queue': {
    fields: [
      slots,
      { name: 'queue', label: 'queue of', unit: '', value: 4, min: 0, max: 50, step: 1 },
      service,
      ...soon,
    ],
    limiter: (values) => ({ kind: 'concurrency', limit: count(values, 'limit'), queueLimit: count(values, 'queue') }),
    spanMs: () => 0,
  },
} as const satisfies Record<string, FigureKind>;

export type FigureName = keyof typeof figureKinds;

/** Whether a guide's figure exists. */
export function isFigureName(name: string): name is FigureName {
  return Object.hasOwn(figureKinds, name);
}

/** The values with which a figure is first shown. */
export function initialValues(fields: readonly FigureField[]): FigureValues {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

/** Says what is wrong with a field's text, or nothing. */
export function fieldProblem({ min, max, step, unit }: FigureField, text: string): string | undefined {
  const value = Number(text);
  const bounds = `from ${min} to ${max}${unit === '' ? '' : ` ${unit}`}`;
  if (text.trim() === '' || !Number.isFinite(value)) return `Enter a number ${bounds}.`;
  if (value < min || value > max) return `Enter ${Number.isInteger(step) ? 'a whole number' : 'a number'} ${bounds}.`;
  if (Number.isInteger(step) && !Number.isInteger(value)) return `Enter a whole number ${bounds}.`;
  return undefined;
}
