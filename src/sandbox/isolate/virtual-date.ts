import { constructObject, replace } from './reflection.ts';

/** Makes `Date` follow the virtual clock, in UTC and en-US whatever the machine says. */

/** A date text that names its zone; one without is local time, which here is UTC. */
const HAS_ZONE = /(?:Z|GMT|UTC|UT|[ECMP][SD]T|[+-]\d{2}:?\d{2})(?:\s*\([^)]*\))?\s*$/i;
const DATE_ONLY = /^\s*[+-]?\d{4,6}(?:-\d{2}){0,2}\s*$/;
const FIELDS = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function dateText(date: Date): string {
  const day = `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())}`;
  return `${day} ${String(date.getUTCFullYear()).padStart(4, '0')}`;
}

function timeText(date: Date): string {
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${time} GMT+0000 (Coordinated Universal Time)`;
}

/** Reads a date text as an engine in UTC would. */
function parseInUtc(text: string, parse: (text: string) => number): number {
  if (HAS_ZONE.test(text) || DATE_ONLY.test(text)) return parse(text);
  return parse(text.includes('T') && !text.includes(' ') ? `${text}Z` : `${text} UTC`);
}

/** Returns the `Date` that the reader sees; `epochNow` is the virtual clock's epoch time in ms. */
export function createVirtualDate(epochNow: () => number): DateConstructor {
  const NativeDate = Date;
  const { prototype } = NativeDate;
  const parseNatively = NativeDate.parse.bind(NativeDate);
  for (const field of FIELDS) {
    replace(prototype, `get${field}`, Reflect.get(prototype, `getUTC${field}`));
    if (field !== 'Day') replace(prototype, `set${field}`, Reflect.get(prototype, `setUTC${field}`));
  }
  const orInvalid = (render: (date: Date) => string) =>
    function (this: Date): string {
      return Number.isNaN(this.getTime()) ? 'Invalid Date' : render(this);
    };
  // The way to `Temporal`, which some engines have and which knows the real time.
  Reflect.deleteProperty(prototype, 'toTemporalInstant');
  replace(prototype, 'getTimezoneOffset', () => 0);
  replace(
    prototype,
    'toString',
    orInvalid((date) => `${dateText(date)} ${timeText(date)}`),
  );
  replace(prototype, 'toDateString', orInvalid(dateText));
  replace(prototype, 'toTimeString', orInvalid(timeText));
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
    const native: unknown = Reflect.get(prototype, name);
    if (typeof native !== 'function') continue;
    replace(prototype, name, function (this: Date, locale: unknown = 'en-US', options: object = {}): unknown {
      const text: unknown = Reflect.apply(native, this, [locale, { timeZone: 'UTC', ...options }]);
      return text;
    });
  }

  const parse = (text: string): number => parseInUtc(String(text), parseNatively);
  /** The one number or date that stands for what the constructor was called with. */
  const toSingle = (args: unknown[]): unknown => {
    const [first] = args;
    if (args.length === 0) return epochNow();
    if (args.length > 1) return Reflect.apply(NativeDate.UTC, undefined, args);
    return typeof first === 'string' ? parse(first) : first;
  };
  const VirtualDate = new Proxy(NativeDate, {
    apply: () => new NativeDate(epochNow()).toString(),
    construct: (target, args: unknown[], newTarget) => constructObject(target, [toSingle(args)], newTarget),
  });
  replace(NativeDate, 'now', () => epochNow());
  replace(NativeDate, 'parse', parse);
  replace(prototype, 'constructor', VirtualDate);
  return VirtualDate;
}
