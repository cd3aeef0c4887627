import type { CompiledFile } from '../isolate/protocol.ts';
import type { Compiled } from './compile.ts';

/**
 * What the compiler reads as in a module, and an engine as in a script: there `<!--` and `-->` begin comments, behind
 * which an `import()` can hide. The compiler itself leaves none.
 */
const SUSPICIOUS = /<!--|-->|\bimport\s*(?:[.(<]|\/[*/])/;

interface Finding {
  readonly message: string;
  readonly line: number;
}

/** Refuses code that an engine would read otherwise than the compiler did. Acorn, which tells, is loaded only then. */
export async function refuseHiddenCode(compiled: Compiled): Promise<Compiled> {
  if (compiled.kind === 'refused') return compiled;
  for (const one of compiled.files) {
    const { name: file } = one;
    const finding = await findHidden(one);
    if (finding !== undefined) return { kind: 'refused', error: { name: 'SyntaxError', ...finding, file } };
  }
  return compiled;
}

/** What was found in files that were read: the same one may run many times, and reading a large one takes long. */
const known = new WeakMap<CompiledFile, Promise<Finding | undefined>>();

function findHidden(file: CompiledFile): Promise<Finding | undefined> {
  const finding =
    known.get(file) ?? (SUSPICIOUS.test(file.code) ? readAsScript(file.code) : Promise.resolve(undefined));
  known.set(file, finding);
  return finding;
}

async function readAsScript(code: string): Promise<Finding | undefined> {
  const { parseExpressionAt, tokTypes } = await import('acorn');
  const findings: Finding[] = [];
  try {
    const { end } = parseExpressionAt(code, 0, {
      ecmaVersion: 'latest',
      locations: true,
      onToken({ type, loc }) {
        const message = 'A sandbox knows no import.meta, and imports nothing but its own files.';
        if (type === tokTypes._import) findings.push({ message, line: loc?.start.line ?? 1 });
      },
      onComment(_isBlock, _text, start, _end, startPlace) {
        const [mark = ''] = /^(?:<!--|-->)/.exec(code.slice(start, start + 4)) ?? [];
        const message = `In a script "${mark}" begins a comment. Put a space into it.`;
        if (mark !== '') findings.push({ message, line: startPlace?.line ?? 1 });
      },
    });
    if (findings.length === 0 && end < code.length) return { message: 'Unexpected end of the file.', line: 1 };
  } catch (error) {
    // What can't be read is not run; where it hides something, that is said first.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    const [, message = error.message, line = '1'] = /^(.*) \((\d+):\d+\)$/s.exec(error.message) ?? [];
    findings.push({ message, line: Number(line) });
  }
  return findings[0];
}
