/** A function that is called as `fetch` is. What it returns is not known before it has. */
export type FetchLike = (input: string, init: RequestInit) => unknown;

/** What is told where there are only values, objects and classes. */
export const NO_FUNCTION =
  'There is no function to examine. The exam takes one that is called as fetch is: (url, init). To examine a method, export a function that calls it: export default (url, init) => client.request(url, init).';

/**
 * The function to examine: the export that was named; else the default export, else `fetchWithRetry`, else the only
 * function. Throws a sentence that says what there is.
 */
export function pickClient(offered: Readonly<Record<string, unknown>>, name?: string): FetchLike {
  const functions = Object.entries(offered).filter(
    (entry): entry is [string, FetchLike] => typeof entry[1] === 'function' && !isClass(entry[1]),
  );
  const names = functions.map(([each]) => each);
  const chosen = name ?? ['default', 'fetchWithRetry'].find((each) => names.includes(each)) ?? onlyOf(names);
  const found = functions.find(([each]) => each === chosen);
  if (found !== undefined) return takesInit(...found);
  const what = names.length === 0 ? 'It exports no function.' : `It exports: ${names.join(', ')}.`;
  if (name !== undefined) throw new Error(`There is no function "${name}" to examine. ${what}`);
  if (names.length === 0) throw new Error(NO_FUNCTION);
  throw new Error(
    `There is no telling which function to examine. ${what} Export only the one to examine, make it the default or, at a terminal, name it with --export.`,
  );
}

/** The start of such as `async function get(url, retries = 3)`. */
const COUNTED =
  /^[^(]*\(\s*(?:url|uri|href|input|req|request|resource|endpoint|path|address)\s*,\s*([\w$]+)\s*=\s*([\d.][\w.]*)/i;

/** A count where `fetch` takes its init would be an object in each comparison, and no limit at all. */
function takesInit(name: string, client: FetchLike): FetchLike {
  // What takes a function, or makes one, has no address there.
  const [, second, count] = COUNTED.exec(String(client)) ?? [];
  if (second === undefined || count === undefined) return client;
  const called = name === 'default' ? client.name || 'it' : name;
  throw new Error(
    `Its second parameter, "${second}", is a number, and the exam calls it as fetch is called: (url, init). Export a function that calls it: export default (url, init) => ${called}(url, ${count}). What init says must reach fetch, too.`,
  );
}

function isClass(value: unknown): boolean {
  return /^class\b/.test(String(value));
}

function onlyOf(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}
