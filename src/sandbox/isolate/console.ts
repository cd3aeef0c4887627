import type { LogLevel, LogTable } from '../trace/events.ts';
import { formatLog } from './format-log.ts';
import { inspect, type InspectOptions } from './inspect.ts';
import { tableOf } from './log-table.ts';

/** One line that the snippet printed. */
export interface LogLine {
  readonly level: LogLevel;
  readonly depth: number;
  readonly text: string;
  readonly table?: LogTable;
}

interface ConsoleOptions {
  readonly inspectOptions: InspectOptions;
  /** The virtual time, for `console.time`. */
  readonly now: () => number;
  readonly write: (line: LogLine) => void;
  /** Whether more lines are wanted; once not, nothing is even formatted. */
  readonly isOpen: () => boolean;
  /** Takes what is to be done when a run is forgotten. */
  readonly onReset: (forget: () => void) => void;
}

type Print = (...values: unknown[]) => void;

/** The `console` of the isolate. */
export function createConsole({ inspectOptions, now, write, isOpen, onReset }: ConsoleOptions): Record<string, Print> {
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  let depth = 0;
  onReset(() => {
    counts.clear();
    starts.clear();
    depth = 0;
  });

  function print(level: LogLevel, values: readonly unknown[]): void {
    if (isOpen()) write({ level, depth, text: formatLog(values, inspectOptions) });
  }

  const printer =
    (level: LogLevel): Print =>
    (...values) =>
      print(level, values);

  const group: Print = (...values) => {
    if (values.length > 0) print('log', values);
    depth += 1;
  };

  function elapsed(values: readonly unknown[], label: unknown = 'default'): void {
    const name = String(label);
    const start = starts.get(name);
    if (start === undefined) print('warn', [`console.time has not been called for "${name}".`]);
    else print('log', [`${name}: ${now() - start} ms`, ...values]);
  }

  return {
    log: printer('log'),
    info: printer('info'),
    debug: printer('debug'),
    warn: printer('warn'),
    error: printer('error'),
    trace: (...values) => print('debug', ['Trace:', ...values]),
    dir: (value) => print('log', [inspect(value, inspectOptions)]),
    dirxml: printer('log'),
    clear: () => undefined,
    assert(condition, ...values) {
      if (!condition) print('error', ['Assertion failed:', ...values]);
    },
    table(data, columns) {
      const table = tableOf(data, columns, inspectOptions);
      if (table === undefined) print('log', [data]);
      else if (isOpen()) write({ level: 'log', depth, text: `table of ${table.rows.length} rows`, table });
    },
    group,
    groupCollapsed: group,
    groupEnd() {
      depth = Math.max(0, depth - 1);
    },
    count(label = 'default') {
      const name = String(label);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      print('log', [`${name}: ${count}`]);
    },
    countReset: (label = 'default') => void counts.delete(String(label)),
    time: (label = 'default') => void starts.set(String(label), now()),
    timeLog: (label, ...values) => elapsed(values, label),
    timeEnd(label = 'default') {
      elapsed([], label);
      starts.delete(String(label));
    },
  };
}
