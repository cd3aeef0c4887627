import type { NumberField } from '../element/number-field.ts';
import type { LimiterSpec } from '../endpoint/limiters/create-limiter.ts';

export type FigureValues = Readonly<Record<string, number>>;

/** One way of counting, and the numbers with which it is shown. */
export interface FigureKind {
  readonly fields: readonly NumberField[];
  limiter(values: FigureValues): LimiterSpec;
  /** The stretch of time over which the figure counts what was admitted; 0 where a rate makes no sense. */
  spanMs(values: FigureValues): number;
}

const seconds = (values: FigureValues, name: string): number => Math.round((values[name] ?? 0) * 1_000);
const count = (values: FigureValues, name: string): number => values[name] ?? 0;

/** When the requests come: the same for every way of counting, so that only the rule differs. */
const arrivals: readonly NumberField[] = [
  { name: 'requests', label: 'Requests', unit: '', original: 14, min: 1, max: 60, step: 1 },
  { name: 'every', label: 'one every', unit: 's', original: 0.2, min: 0.05, max: 5, step: 0.05 },
  { name: 'from', label: 'starting at', unit: 's', original: 2.6, min: 0, max: 20, step: 0.1 },
];

const limit = { name: 'limit', label: 'Limit', unit: 'requests', original: 5, min: 1, max: 50, step: 1 };
const window = { name: 'window', label: 'window', unit: 's', original: 4, min: 1, max: 30, step: 0.5 };
const service = { name: 'service', label: 'each takes', unit: 's', original: 1.2, min: 0.1, max: 10, step: 0.1 };
const slots = { ...limit, label: 'Slots', unit: '', original: 3 };
const soon = arrivals.map((field) => (field.name === 'from' ? { ...field, original: 0.2 } : field));

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
      { name: 'refill', label: 'refilled with', unit: 'tokens/s', original: 1.25, min: 0.25, max: 20, step: 0.25 },
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
      { name: 'queue', label: 'queue of', unit: '', original: 4, min: 0, max: 50, step: 1 },
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
