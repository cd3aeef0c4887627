import type { BatchItem, CompiledFile } from '../isolate/protocol.ts';

/**
 * Gives a syntax error that only the engine found its line and our words. Engines word these differently and some name
 * no line; acorn does both, and is loaded only then.
 */
export async function placeSyntaxError(item: BatchItem, files: readonly CompiledFile[]): Promise<BatchItem> {
  if (item.kind !== 'error' || item.origin !== 'compile') return item;
  const file = files.find((one) => one.name === item.error.file);
  if (file === undefined) return item;
  const { parseExpressionAt } = await import('acorn');
  try {
    parseExpressionAt(file.code, 0, { ecmaVersion: 'latest', locations: true });
    return item;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [, message = error.message, line = '1'] = /^(.*) \((\d+):\d+\)$/s.exec(error.message) ?? [];
    return { ...item, error: { name: 'SyntaxError', message, file: file.name, line: Number(line) } };
  }
}
