import type { NumberField } from '../element/number-field.ts';
import { adviseOnSlots, adviseOnWindow, type Advice } from './advice.ts';

type Values = Readonly<Record<string, number>>;

/** One kind of limit that the calculator reckons with. */
export interface CalculatorMode {
  readonly label: string;
  readonly fields: readonly NumberField[];
  advise(values: Values): Advice;
}

const requests = { name: 'requests', label: 'Requests', unit: '', original: 12_000, min: 1, max: 10_000_000, step: 1 };
const inFlight = { name: 'in-flight', label: 'in flight', unit: 'at once', original: 4, min: 1, max: 10_000, step: 1 };

const take = (values: Values, name: string): number => values[name] ?? 1;
const takeMs = (values: Values, name: string): number => Math.round(take(values, name) * 1_000);

/** The two ways in which Hugging Face limits: a window (Hub), and slots (a container). */
export const calculatorModes = {
  window: {
    label: 'a limit per window (the Hub)',
    fields: [
      requests,
      { name: 'limit', label: 'limit', unit: 'requests', original: 1_000, min: 1, max: 1_000_000, step: 1 },
      { name: 'window', label: 'per', unit: 's', original: 300, min: 1, max: 86_400, step: 1 },
      { name: 'latency', label: 'latency', unit: 's', original: 0.4, min: 0.01, max: 600, step: 0.01 },
      inFlight,
      { name: 'upgraded', label: 'limit after an upgrade', unit: 'requests', original: 2_500, min: 1, max: 1_000_000, step: 1 }, // prettier-ignore
    ],
    advise: (values) =>
      adviseOnWindow(
        {
          requests: take(values, 'requests'),
          limit: take(values, 'limit'),
          windowMs: takeMs(values, 'window'),
          latencyMs: takeMs(values, 'latency'),
          inFlight: take(values, 'in-flight'),
        },
        take(values, 'upgraded'),
      ),
  },
  slots: {
    label: 'slots (your own container)',
    fields: [
      requests,
      { name: 'slots', label: 'slots', unit: 'in all', original: 128, min: 1, max: 100_000, step: 1 },
      { name: 'latency', label: 'latency', unit: 's', original: 6, min: 0.01, max: 600, step: 0.01 },
      { ...inFlight, original: 32 },
      { name: 'replicas', label: 'replicas after an upgrade', unit: 'times as many', original: 2, min: 1, max: 100, step: 1 }, // prettier-ignore
    ],
    advise: (values) =>
      adviseOnSlots(
        {
          requests: take(values, 'requests'),
          slots: take(values, 'slots'),
          latencyMs: takeMs(values, 'latency'),
          inFlight: take(values, 'in-flight'),
        },
        take(values, 'replicas'),
      ),
  },
} as const satisfies Record<string, CalculatorMode>;
