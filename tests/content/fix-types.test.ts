/** Whether the fixes type-check in the projects of those who copy them, whatever these know of the platform. */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const FIXES = globSync('src/content/fixes/*/*.ts', { exclude: ['**/*.test.ts'] });
const ES2022 = 'lib.es2022.d.ts';

const common = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  skipLibCheck: true,
} satisfies ts.CompilerOptions;

const strictest = {
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
} satisfies ts.CompilerOptions;

/** Projects as they are: what they know, and how strict they are. */
const projects: Readonly<Record<string, ts.CompilerOptions>> = {
  'a page, strict and no more': { ...common, lib: [ES2022, 'lib.dom.d.ts'], types: [] },
  'a worker': { ...common, ...strictest, lib: [ES2022, 'lib.webworker.d.ts'], types: [] },
  'Node without a page’s types': {
    ...common,
    ...strictest,
    lib: [ES2022],
    types: ['node'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  },
};

/** What the compiler says of the files, as `file: message`. */
function check(files: readonly string[], options: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram(files, options);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

test('finds the fixes, each without an import', () => {
  expect(FIXES.length).toBeGreaterThanOrEqual(7);
  for (const file of FIXES) expect(readFileSync(file, 'utf8')).not.toMatch(/^import\b|\bimport\(|\brequire\(/m);
});

test.each(Object.entries(projects))(
  'the fixes type-check in %s',
  (_, options) => {
    expect(check(FIXES, options)).toEqual([]);
  },
  120_000,
);

test('the check itself sees what is wrong', () => {
  const found = check(['tests/content/fix-types.test.ts'], { ...common, lib: [ES2022], types: [] });
  expect(found.length).toBeGreaterThan(0);
}, 120_000);
