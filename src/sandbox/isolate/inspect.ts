/** How values look in the console: our own words, so that every engine prints the same. */
import { ReadableStream, TransformStream, WritableStream } from 'web-streams-polyfill';

export interface InspectOptions {
  /** How deep objects are opened. */
  readonly depth: number;
  /** The most entries of an object that are shown. */
  readonly maxEntries: number;
  /** Where an error arose, as `file:line`, if that is known. */
  readonly placeOf: (error: object) => string | undefined;
}

const STREAMS = [ReadableStream, WritableStream, TransformStream];
const LINE_WIDTH = 72;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function quote(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

function inspectPrimitive(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'bigint':
      return `${value}n`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    default:
      return String(value);
  }
}

function className(value: object): string {
  const prototype: unknown = Reflect.getPrototypeOf(value);
  if (prototype === null) return '[Object: null prototype]';
  const maker: unknown = typeof prototype === 'object' ? Reflect.get(prototype, 'constructor') : undefined;
  const name: unknown = typeof maker === 'function' ? maker.name : '';
  return typeof name === 'string' ? name : '';
}

/** The first of many, so that showing a few does not take as long as showing all. */
function firstOf<T>(items: Iterable<T>, most: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length >= most) break;
    first.push(item);
  }
  return first;
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

function wrap(open: string, entries: readonly string[], close: string): string {
  if (entries.length === 0) return open.trimEnd() + close;
  const padded = close === '}';
  const oneLine = padded ? `${open} ${entries.join(', ')} ${close}` : `${open}${entries.join(', ')}${close}`;
  if (oneLine.length <= LINE_WIDTH && !oneLine.includes('\n')) return oneLine;
  return `${open}\n  ${entries.map(indent).join(',\n  ')}\n${close}`;
}

/** Renders one value. It never throws, whatever getters and proxies the value hides. */
export function inspect(value: unknown, options: InspectOptions): string {
  try {
    return inspectAt(value, options, options.depth, []);
  } catch {
    // A hostile proxy or getter; the console says so and the run goes on.
    return '[a value that cannot be shown]';
  }
}

function inspectAt(value: unknown, options: InspectOptions, depth: number, parents: readonly object[]): string {
  if (typeof value === 'function') return inspectFunction(value);
  if (typeof value !== 'object' || value === null) return inspectPrimitive(value);
  if (parents.includes(value)) return '[Circular]';
  if (value instanceof Error || value instanceof DOMException) return inspectError(value, options, depth, parents);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof URL) return value.href;
  // Their state is in properties of the polyfill's own.
  if (STREAMS.some((maker) => value instanceof maker)) return `${className(value)} {}`;
  if (depth < 0) return `[${className(value) || 'Object'}]`;
  const inner = [...parents, value];
  const show = (item: unknown): string => inspectAt(item, options, depth - 1, inner);
  if (Array.isArray(value)) return wrap('[', listEntries(value, value.length, show, options), ']');
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const length = Number(Reflect.get(value, 'length'));
    const items = Array.from({ length: Math.min(length, options.maxEntries) }, (_, index): unknown =>
      Reflect.get(value, index),
    );
    return wrap(`${className(value)}(${length}) [`, listEntries(items, length, show, options), ']');
  }
  if (value instanceof Map) {
    const entries = firstOf(value, options.maxEntries).map(([key, item]) => `${show(key)} => ${show(item)}`);
    return wrap(`Map(${value.size}) {`, bounded(entries, value.size, options), '}');
  }
  if (value instanceof Set) {
    return wrap(
      `Set(${value.size}) {`,
      listEntries(firstOf(value, options.maxEntries), value.size, show, options),
      '}',
    );
  }
  if (value instanceof Headers || value instanceof URLSearchParams) {
    return wrap(
      `${className(value)} {`,
      Array.from(value, ([name, text]) => `${quote(name)} => ${quote(text)}`),
      '}',
    );
  }
  return inspectObject(value, show, options);
}

function inspectFunction(value: object): string {
  const name = String(Reflect.get(value, 'name') || '(anonymous)');
  return /^class\b/.test(Function.prototype.toString.call(value)) ? `[class ${name}]` : `[Function: ${name}]`;
}

function inspectError(
  value: Error | DOMException,
  options: InspectOptions,
  depth: number,
  parents: readonly object[],
): string {
  const place = options.placeOf(value);
  const head = `${value.name}${value.message ? `: ${value.message}` : ''}${place === undefined ? '' : ` (${place})`}`;
  const { cause } = value instanceof Error ? value : { cause: undefined };
  if (cause === undefined || depth < 0) return head;
  return `${head}\n  cause: ${indent(inspectAt(cause, options, depth - 1, [...parents, value]))}`;
}

function listEntries(
  items: readonly unknown[],
  total: number,
  show: (item: unknown) => string,
  options: InspectOptions,
): string[] {
  const shown: string[] = [];
  for (const item of items.slice(0, options.maxEntries)) shown.push(show(item));
  return total > shown.length ? [...shown, `... ${total - shown.length} more`] : shown;
}

function bounded(entries: readonly string[], total: number, options: InspectOptions): string[] {
  return listEntries(entries, total, String, options);
}

function inspectObject(value: object, show: (item: unknown) => string, options: InspectOptions): string {
  const entries: string[] = [];
  const keys = Reflect.ownKeys(value).filter(
    (key) => Reflect.getOwnPropertyDescriptor(value, key)?.enumerable === true,
  );
  for (const key of keys) {
    const name = typeof key === 'symbol' ? `[${String(key)}]` : IDENTIFIER.test(key) ? key : quote(key);
    const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
    const isAccessor = descriptor?.get !== undefined || descriptor?.set !== undefined;
    entries.push(`${name}: ${isAccessor ? '[Getter]' : show(descriptor?.value)}`);
    if (entries.length > options.maxEntries) break;
  }
  const name = className(value);
  return wrap(name === 'Object' || name === '' ? '{' : `${name} {`, bounded(entries, keys.length, options), '}');
}
