import type { CompiledFile, GivenModules } from './protocol.ts';

/** A compiled file's body: CommonJS by the compiler, async so that top-level `await` works. */
export type ModuleFunction = (
  require: (specifier: string) => object,
  exports: Record<string, unknown>,
) => Promise<void>;

/** Runs files that import each other by relative names. */
export interface ModuleLoader {
  /** Runs a file after the files that it imports; resolves when its top-level `await`s are done. */
  run(name: string): Promise<void>;
}

/** Resolves `./retry.ts`, or `./retry` and `./retry.js` as TypeScript allows, to one of the files. */
export function resolveSpecifier(specifier: string, names: readonly string[]): string | undefined {
  if (!specifier.startsWith('./')) return undefined;
  const base = specifier.slice(2);
  return [base, `${base}.ts`, base.replace(/\.js$/, '.ts')].find((candidate) => names.includes(candidate));
}

function explainMissing(specifier: string, names: readonly string[]): string {
  const files = names.map((name) => `./${name}`).join(', ');
  return specifier.startsWith('.')
    ? `Cannot find "${specifier}". This sandbox has: ${files}.`
    : `Cannot import "${specifier}": a sandbox has no packages. It can import: ${files}.`;
}

/** Creates the loader of one run. `functions` holds each file's body by name; what is `given` has no body. */
export function createModuleLoader(
  files: readonly CompiledFile[],
  functions: ReadonlyMap<string, ModuleFunction>,
  given: GivenModules = {},
): ModuleLoader {
  const exportsOf = new Map<string, Record<string, unknown>>(Object.entries(given));
  const names = [...files.map((file) => file.name), ...exportsOf.keys()];

  function require(specifier: string): object {
    const name = resolveSpecifier(specifier, names);
    const exports = name === undefined ? undefined : exportsOf.get(name);
    if (exports === undefined) throw new TypeError(explainMissing(specifier, names));
    return exports;
  }

  async function evaluate(name: string): Promise<void> {
    const file = files.find((one) => one.name === name);
    const run = functions.get(name);
    if (file === undefined || run === undefined) throw new TypeError(explainMissing(`./${name}`, names));
    const exports: Record<string, unknown> = {};
    exportsOf.set(name, exports);
    for (const imported of file.imports) {
      // A file that has begun imports us back: as with modules, we go on with what it has exported so far.
      if (!exportsOf.has(imported)) await evaluate(imported);
    }
    await run(require, exports);
  }

  return { run: evaluate };
}
