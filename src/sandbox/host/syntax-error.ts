import type { BatchItem, CompiledFile } from '../isolate/protocol.ts';

/**
 * Gives a syntax error that only the engine found its line and our words. Engines word these differently and some name
 * no line; acorn does both, and is loaded only then. It is the first thing that such a run tells, and the only one.
 */
export async function placeSyntaxError(
  items: readonly BatchItem[],
  files: readonly CompiledFile[],
): Promise<readonly BatchItem[]> {
  const [first, ...rest] = items;
  if (first?.kind !== 'error' || first.origin !== 'compile') return items;
  const file = files.find((one) => one.name === first.error.file);
  if (file === undefined) return items;
  const { parseExpressionAt } = await import('acorn');
  try {
    parseExpressionAt(file.code, 0, { ecmaVersion: 'latest', locations: true });
    return items;
  } catch (error) {
    // Code may nest too deep for it; the engine's own words remain.
    if (error instanceof RangeError) return items;
    if (!(error instanceof SyntaxError)) throw error;
    const [, message = error.message, line = '1'] = /^(.*) \((\d+):\d+\)$/s.exec(error.message) ?? [];
    return [{ ...first, error: { name: 'SyntaxError', message, file: file.name, line: Number(line) } }, ...rest];
  }
}
