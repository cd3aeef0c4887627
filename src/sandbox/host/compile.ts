import { transform } from 'sucrase';
import type { CompiledFile, GivenModules } from '../isolate/protocol.ts';
import { resolveSpecifier } from '../isolate/modules.ts';
import type { TraceError } from '../trace/events.ts';

/** What came of compiling a set of files. */
export type Compiled =
  | { readonly kind: 'compiled'; readonly files: readonly CompiledFile[] }
  | { readonly kind: 'refused'; readonly error: TraceError };

/** The parameters that a compiled file's function takes. On its first line, so that line numbers stay the reader's. */
const OPEN = 'async function (require, exports) {';
const REQUIRE = /\brequire\('([^'\n]+)'\)/g;
/** How Sucrase names the place in its messages. */
const PLACE = /^Error transforming [^:]*: (.*?) \((\d+):(\d+)\)$/s;

const cache = new Map<string, CompiledFile>();
const MAX_CACHED = 64;

/** Takes the types off and turns modules into functions. Lines stay where they are. Of `given` there is no code. */
export function compileFiles(files: Readonly<Record<string, string>>, given: GivenModules = {}): Compiled {
  const names = [...Object.keys(files), ...Object.keys(given)];
  const compiled: CompiledFile[] = [];
  for (const [name, source] of Object.entries(files)) {
    const key = JSON.stringify([name, names, source]);
    const known = cache.get(key);
    if (known !== undefined) {
      compiled.push(known);
      continue;
    }
    try {
      const file = compileFile(name, source, names);
      if (cache.size >= MAX_CACHED) cache.clear();
      cache.set(key, file);
      compiled.push(file);
    } catch (error) {
      return { kind: 'refused', error: toCompileError(name, error) };
    }
  }
  return { kind: 'compiled', files: compiled };
}

function compileFile(name: string, source: string, names: readonly string[]): CompiledFile {
  const { code } = transform(source, {
    transforms: ['typescript', 'imports'],
    disableESTransforms: true,
    filePath: name,
  });
  const imports = new Set<string>();
  for (const [, specifier = ''] of code.matchAll(REQUIRE)) {
    const imported = resolveSpecifier(specifier, names);
    if (imported !== undefined && imported !== name) imports.add(imported);
  }
  return { name, code: `${OPEN}${code}\n}`, imports: [...imports] };
}

function toCompileError(file: string, error: unknown): TraceError {
  const text = error instanceof Error ? error.message : String(error);
  const [, message = text, line] = PLACE.exec(text) ?? [];
  return { name: 'SyntaxError', message, file, ...(line === undefined ? {} : { line: Number(line) }) };
}
