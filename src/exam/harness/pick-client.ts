/** A function that is called as `fetch` is. What it returns is not known before it has. */
export type FetchLike = (input: string, init: RequestInit) => unknown;

/**
 * The function to examine: the export that was named; else the default export, else `fetchWithRetry`, else the only
 * function. Throws a sentence that says what there is.
 */
export function pickClient(exports: Readonly<Record<string, unknown>>, name?: string): FetchLike {
  const functions = Object.entries(exports).filter(
    (entry): entry is [string, FetchLike] => typeof entry[1] === 'function',
  );
  const names = functions.map(([each]) => each);
  const chosen =
    name ?? ['default', 'fetchWithRetry'].find((each) => names.includes(each)) ?? onlyOf(withoutClasses(functions));
  const found = functions.find(([each]) => each === chosen);
  if (found !== undefined) return found[1];
  const what = names.length === 0 ? 'It exports no function.' : `It exports: ${names.join(', ')}.`;
  if (name !== undefined) throw new Error(`There is no function "${name}" to examine. ${what}`);
  throw new Error(`There is no telling which function to examine. ${what} Export one as default, or name it.`);
}

function withoutClasses(functions: readonly (readonly [string, FetchLike])[]): readonly string[] {
  return functions.filter(([, value]) => !/^class\b/.test(String(value))).map(([name]) => name);
}

function onlyOf(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}
