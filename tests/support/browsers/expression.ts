/** The expression that runs `run` in a page and yields JSON, whether it returns, throws or is awaited. */
export function toExpression(run: string | ((...args: never[]) => unknown), args: readonly unknown[]): string {
  const value = typeof run === 'string' ? run : `(${run.toString()})(...${JSON.stringify(args)})`;
  return `(async () => {
    try {
      return JSON.stringify({ value: await (${value}) });
    } catch (error) {
      return JSON.stringify({ error: { name: String(error?.name), message: String(error?.message ?? error) } });
    }
  })()`;
}

/** What the page's JSON says: its value, or its error thrown here. */
export function readResult(json: unknown): unknown {
  const result: unknown = JSON.parse(String(json));
  if (typeof result !== 'object' || result === null) throw new Error(`The page answered ${String(json)}.`);
  if ('error' in result) throw Object.assign(new Error(), result.error);
  return 'value' in result ? result.value : undefined;
}
