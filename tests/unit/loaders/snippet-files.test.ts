import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSnippetFiles } from '../../../src/loaders/snippet-files.ts';

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'snippet-files-'))));
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const read = (file: string) => readSnippetFiles(join(root, 'guide'), file, join(root, 'fixes'));

test('a snippet that imports nothing stands alone', () => {
  write({ 'guide/fixed-a.ts': 'console.log(1);\n', 'guide/fixed-b.ts': 'console.log(2);\n', 'fixes/x/retry.ts': '' });
  expect(read('fixed-a.ts')).toEqual({ 'fixed-a.ts': 'console.log(1);\n' });
});

test('a snippet comes first, then what it imports, byte for byte', () => {
  const retry = 'export const retry: number = 1;\n\n// the end\n';
  write({
    'guide/fixed-a.ts': "import { retry } from './retry.ts';\nimport { help } from './help.ts';\nhelp(retry);\n",
    'guide/help.ts': "import { retry } from './retry.ts';\nexport const help = (n: number) => n + retry;\n",
    'fixes/x/retry.ts': retry,
  });
  const files = read('fixed-a.ts');
  expect(Object.keys(files)).toEqual(['fixed-a.ts', 'retry.ts', 'help.ts']);
  expect(files['retry.ts']).toBe(retry);
});

test('files that import each other end', () => {
  write({
    'guide/fixed-a.ts': "import './b.ts';\n",
    'guide/b.ts': "import './c.ts';\n",
    'guide/c.ts': "import './b.ts';\n",
  });
  expect(Object.keys(read('fixed-a.ts'))).toEqual(['fixed-a.ts', 'b.ts', 'c.ts']);
});

test('a file of the guide goes before a fix of its name', () => {
  write({ 'guide/fixed-a.ts': "import './retry.ts';\n", 'guide/retry.ts': '// own\n', 'fixes/x/retry.ts': '// fix\n' });
  expect(read('fixed-a.ts')['retry.ts']).toBe('// own\n');
});

test('code that does not compile runs alone, to show just that', () => {
  write({ 'guide/broken-a.ts': "import './retry.ts';\nconst = ;\n", 'fixes/x/retry.ts': '' });
  expect(Object.keys(read('broken-a.ts'))).toEqual(['broken-a.ts']);
});

test('a snippet that nobody wrote is an error that says what there is', () => {
  write({ 'guide/fixed-a.ts': '' });
  expect(() => read('fixed-b.ts')).toThrow(/"fixed-b\.ts".*has no such file.*fixed-a\.ts/s);
});
