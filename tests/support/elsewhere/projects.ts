import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Writes files into a folder, with the folders that they lie in. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** What the project does with the fix that it takes home. */
const main = `import { fetchWithRetry, RetryError } from './lib/retry.js';

try {
  const response = await fetchWithRetry('/api/items', { method: 'POST' }, { maxAttempts: 3 });
  document.body.append(String(response.status));
} catch (error) {
  if (!(error instanceof RetryError)) throw error;
  document.body.append(error.reason, String(error.response?.status));
}
`;

/**
 * As strict as TypeScript can be asked to be by its own settings, beside what a new project of Vite has; but without leave to
 * import by the ending `.ts`, which other projects don't give.
 */
const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  module: 'ESNext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  noEmit: true,
  types: ['vite/client'],
  strict: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noFallthroughCasesInSwitch: true,
  noUncheckedIndexedAccess: true,
  noUncheckedSideEffectImports: true,
  exactOptionalPropertyTypes: true,
};

/** The same for what runs in Node alone, whose types differ from a browser's. */
const nodeOptions = {
  ...compilerOptions,
  lib: ['ES2022'],
  types: ['node'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
};

/**
 * Makes a new project with Vite and TypeScript, which has the packages that this project has. `tsconfig.node.json` reads
 * what is in `src/lib` as code for Node.
 */
export function createViteProject(folder: string): void {
  writeFiles(folder, {
    'package.json': JSON.stringify({ name: 'a-project', private: true, type: 'module' }),
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'] }),
    'tsconfig.node.json': JSON.stringify({ compilerOptions: nodeOptions, include: ['src/lib'] }),
    'index.html': '<!doctype html>\n<title>A project</title>\n<script type="module" src="/src/main.ts"></script>\n',
    'vite.config.js': "export default { build: { target: 'es2022' } };\n",
    'src/main.ts': main,
  });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
}
