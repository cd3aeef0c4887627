import type { HeaderList } from '../trace/events.ts';

/** Reads the fields of one object that somebody wrote by hand, and says in a sentence what is wrong with one. */
export interface Reader {
  text(name: string): string;
  optionalText(name: string): string | undefined;
  optionalTexts(name: string): readonly string[] | undefined;
  id(name: string): string;
  status(name: string): number;
  day(name: string): string;
  url(name: string): string;
  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice;
  /** Pairs of a lower-case name and a value, in the order in which they are sent. */
  headers(name: string): HeaderList;
  list<Item>(name: string, parse: (read: Reader) => Item): readonly Item[];
  /** Call it last: complains of a field that nobody asked for. */
  end(): void;
  fail(name: string, problem: string): never;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** A reader of `value`, which error messages call `from`. */
export function createReader(value: unknown, from: string): Reader {
  const asked = new Set<string>();

  function fail(name: string, problem: string): never {
    throw new TypeError(`Failed to read ${from}: ${name === '' ? 'it' : `"${name}"`} ${problem}`);
  }

  if (!isObject(value)) return fail('', `is ${shown(value)}, not an object with fields.`);
  const fields = value;

  function get(name: string): unknown {
    asked.add(name);
    return fields[name];
  }

  function matching(name: string, pattern: RegExp, advice: string): string {
    const found = get(name);
    return typeof found === 'string' && pattern.test(found) ? found : fail(name, `is ${shown(found)}. ${advice}`);
  }

  const text = (name: string): string =>
    matching(name, /\S/, 'Write a text; put it in quotes if YAML reads it otherwise.');

  function pair(found: unknown, name: string): readonly [string, string] {
    const advice = 'Write each header as [name, value], the name in lower case.';
    if (!isList(found)) return fail(name, `holds ${shown(found)}. ${advice}`);
    const [header, content, ...rest] = found;
    const isPair = typeof header === 'string' && typeof content === 'string' && rest.length === 0;
    return isPair && /^[a-z0-9-]+$/.test(header) ? [header, content] : fail(name, `holds ${shown(found)}. ${advice}`);
  }

  function items(name: string): readonly unknown[] {
    const found = get(name);
    return isList(found) ? found : fail(name, `is ${shown(found)}. Write a list, [] if there is nothing in it.`);
  }

  return {
    text,
    optionalText: (name) => ((get(name) ?? null) === null ? undefined : text(name)),
    optionalTexts: (name) =>
      get(name) === undefined
        ? undefined
        : items(name).map((item) =>
            typeof item === 'string' ? item : fail(name, `holds ${shown(item)}, not a text.`),
          ),
    id: (name) => matching(name, /^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case words joined by hyphens.'),
    status(name) {
      const found = get(name);
      const isStatus = typeof found === 'number' && Number.isInteger(found) && found >= 200 && found <= 599;
      return isStatus ? found : fail(name, `is ${shown(found)}. Write a status code from 200 to 599.`);
    },
    day: (name) => matching(name, /^\d{4}-\d{2}-\d{2}$/, "Write the day in quotes, as '2026-11-24'."),
    url: (name) => matching(name, /^https:\/\/\S+$/, 'Write an address that begins with https://.'),
    oneOf(name, choices) {
      const found = get(name);
      return (
        choices.find((choice) => choice === found) ??
        fail(name, `is ${shown(found)}. Use one of: ${choices.join(', ')}.`)
      );
    },
    headers: (name) => items(name).map((item) => pair(item, name)),
    list: (name, parse) =>
      items(name).map((item, index) => {
        const read = createReader(item, `${from}, ${name} ${index + 1}`);
        const parsed = parse(read);
        read.end();
        return parsed;
      }),
    end() {
      const unknown = Object.keys(fields).filter((name) => !asked.has(name));
      if (unknown.length > 0) fail(unknown.join('", "'), `is not known here. Use: ${[...asked].join(', ')}.`);
    },
    fail,
  };
}
