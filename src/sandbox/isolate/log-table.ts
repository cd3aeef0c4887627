import type { LogTable } from '../trace/events.ts';
import { inspect, type InspectOptions } from './inspect.ts';

const MAX_ROWS = 200;
const VALUE_COLUMN = 'Values';

/** The table of `console.table`, or `undefined` for what has no rows. */
export function tableOf(data: unknown, columns: unknown, options: InspectOptions): LogTable | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const shallow = { ...options, depth: 0 };
  const entries: [string, unknown][] =
    data instanceof Map
      ? Array.from(data, ([key, value]): [string, unknown] => [showCell(key, shallow), value])
      : Object.entries(data);
  const names = new Set<string>();
  let hasPlainValues = false;
  for (const [, row] of entries.slice(0, MAX_ROWS)) {
    if (isRow(row)) for (const key of Object.keys(row)) names.add(key);
    else hasPlainValues = true;
  }
  const shown = Array.isArray(columns) ? Array.from(columns, String) : [...names];
  const rows = entries
    .slice(0, MAX_ROWS)
    .map(([index, row]) => [
      index,
      ...shown.map((name) => (isRow(row) && name in row ? showCell(Reflect.get(row, name), shallow) : '')),
      ...(hasPlainValues ? [isRow(row) ? '' : showCell(row, shallow)] : []),
    ]);
  return { columns: ['(index)', ...shown, ...(hasPlainValues ? [VALUE_COLUMN] : [])], rows };
}

function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function showCell(value: unknown, options: InspectOptions): string {
  return typeof value === 'string' ? value : inspect(value, options);
}
