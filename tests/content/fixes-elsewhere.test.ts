/** What readers do with the fixes: put them into their projects with shadcn's own program, and run them on other engines. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { hasExtension, isTest } from '../../src/fixes/file-names.ts';
import { fixNames, readFix } from '../../src/fixes/read-fix.ts';
import { registryItems } from '../../src/fixes/registry.ts';
import { createTemporaryFolder, removeFolder } from '../support/browsers/child.ts';
import { createViteProject, writeFiles } from '../support/elsewhere/projects.ts';
import { runProgram } from '../support/elsewhere/run-program.ts';
import { listen, type Listening } from '../support/listen.ts';

const FIXES = 'src/content/fixes';
const fixes = fixNames(FIXES).map((name) => readFix(FIXES, name));
const items = fixes.flatMap((fix) => registryItems(fix, 'https://site.example/'));
const inTypeScript = items.filter(({ files }) => files.every(({ path }) => hasExtension(path, 'ts')));
const inPython = items.filter((item) => !inTypeScript.includes(item));
const python = inject('python').equipped;
const bin = (path: string): string => resolve('node_modules', path);

const folders: string[] = [];
let server: Listening;
/** How often the server was asked for an answer, by whom. */
const asked = new Map<string, number>();

beforeAll(async () => {
  server = await listen(({ url = '' }, response) => {
    const item = items.find(({ name }) => url === `/r/${name}.json`);
    if (item !== undefined) return response.end(JSON.stringify(item));
    const count = (asked.get(url) ?? 0) + 1;
    asked.set(url, count);
    // Refused twice, with a wait of 1 ms: that is all that the clock of an engine has to do.
    if (count <= 2) return response.writeHead(429, { 'retry-after-ms': '1' }).end('no');
    return response.end('yes');
  });
});

afterAll(async () => {
  await server.close();
  for (const folder of folders) removeFolder(folder);
});

function createFolder(): string {
  const folder = createTemporaryFolder();
  folders.push(folder);
  return folder;
}

/** `npx shadcn add` of these items, which may ask this machine and nothing else. */
async function addItems(folder: string, names: readonly string[]): Promise<void> {
  const outsideLog = join(createFolder(), 'outside.txt');
  const urls = names.map((name) => `${server.origin}/r/${name}.json`);
  const command = [process.execPath, bin('shadcn/dist/index.js'), 'add', '--yes', ...urls];
  const ended = await runProgram(command, folder, {
    NODE_OPTIONS: `--import=${resolve('tests/support/elsewhere/loopback-only.js')}`,
    OUTSIDE_LOG: outsideLog,
  });
  expect(ended).toHaveProperty('status', 0);
  expect(existsSync(outsideLog) ? readFileSync(outsideLog, 'utf8') : '').toBe('');
  for (const { name, files } of items.filter((item) => names.includes(item.name))) {
    expect(files.length, name).toBe(2);
    for (const { path, target } of files) {
      expect(readFileSync(join(folder, target.replace('~/', '')), 'utf8')).toBe(
        readFileSync(join(FIXES, path), 'utf8'),
      );
    }
  }
}

test('every item goes into an empty folder, byte for byte, and nobody else is asked', async () => {
  await addItems(
    createFolder(),
    items.map(({ name }) => name),
  );
}, 120_000);

test('the guard sees a program that asks for more', async () => {
  const folder = createFolder();
  writeFiles(folder, { 'ask.mjs': "await fetch('http://site.example/').catch(() => console.log('refused'));\n" });
  const ended = await runProgram([process.execPath, 'ask.mjs'], folder, {
    NODE_OPTIONS: `--import=${resolve('tests/support/elsewhere/loopback-only.js')}`,
    OUTSIDE_LOG: join(folder, 'outside.txt'),
  });
  expect(ended.said).toBe('refused\n');
  expect(readFileSync(join(folder, 'outside.txt'), 'utf8')).toBe('site.example\n');
});

test('in a strict project with Vite they pass the compiler, their tests and the bundler', async () => {
  const folder = createFolder();
  createViteProject(folder);
  await addItems(
    folder,
    inTypeScript.map(({ name }) => name),
  );
  const run = (...command: string[]) => runProgram([process.execPath, ...command], folder);
  expect(await run(bin('typescript/bin/tsc'), '-p', '.')).toEqual({ status: 0, said: '' });
  expect(await run(bin('typescript/bin/tsc'), '-p', 'tsconfig.node.json')).toEqual({ status: 0, said: '' });
  const tests = await run(bin('vitest/vitest.mjs'), 'run', '--root', folder);
  expect(tests.said).toMatch(new RegExp(`Test Files +${inTypeScript.length} passed \\(${inTypeScript.length}\\)`));
  expect(tests.status).toBe(0);
  expect(await run(bin('vite/bin/vite.js'), 'build')).toHaveProperty('status', 0);
}, 180_000);

test.skipIf(!python)(
  'in a project of Python they pass their tests, by the command that they come with',
  async () => {
    const folder = createFolder();
    await addItems(
      folder,
      inPython.map(({ name }) => name),
    );
    for (const { name, docs } of inPython) {
      const [, command] = /^See it pass: python3 (.+)$/m.exec(docs) ?? [];
      const ended = await runProgram([python ?? '', ...(command ?? '').split(' ')], folder);
      expect(ended.said, name).toMatch(/=+ \d+ passed in /);
      expect(ended.status, name).toBe(0);
    }
  },
  180_000,
);

const sources = fixes.flatMap(({ files }) => files.filter(({ name }) => hasExtension(name, 'ts') && !isTest(name)));

/** What imports every fix as its reader does, and has the server above retried by one. */
function useAll(url: string, extension: 'ts' | 'js'): string {
  const names = sources.map(({ name }) => name.replace(/ts$/, extension));
  const imports = names.map((name, index) => `import * as fix${index} from './${name}';`);
  return `${imports.join('\n')}
import { fetchWithRetry } from './retry.${extension}';

for (const fix of [${names.map((_, index) => `fix${index}`).join(', ')}]) {
  if (!Object.values(fix).some((each) => typeof each === 'function')) throw new Error('A fix exports no function');
}
const reasons: string[] = [];
const response = await fetchWithRetry('${url}', { method: 'POST', body: 'question' }, {
  initialDelayMs: 1,
  onRetry: ({ reason }) => reasons.push(reason),
});
console.log(response.status, await response.text(), reasons.join(' '));
`;
}

/** A folder with the raw files and what uses them; of TypeScript, or of what is left without the types. */
function createEngineFolder(engine: string, extension: 'ts' | 'js'): string {
  const folder = createFolder();
  const use = { name: 'use.ts', text: useAll(`${server.origin}/${engine}`, extension) };
  const files = [...sources, use].map(({ name, text }) =>
    extension === 'ts' ? ([name, text] as const) : ([name.replace(/ts$/, 'js'), withoutTypes(text)] as const),
  );
  writeFiles(folder, { 'package.json': '{"type":"module"}', ...Object.fromEntries(files) });
  return folder;
}

function withoutTypes(text: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

/** The engines; Node 20 can't take types off by itself. Deno may ask the one server. */
const engines = [
  { name: 'node-20', program: bin('node-v20-linux-x64/bin/node'), extension: 'js', version: /^v20\./ },
  { name: 'node-22', program: bin('node-v22-linux-x64/bin/node'), extension: 'ts', version: /^v22\./ },
  { name: 'node-24', program: process.execPath, extension: 'ts', version: /^v24\./ },
  { name: 'deno', program: bin('.bin/deno'), extension: 'ts', version: /^deno 2\./ },
] as const;
/** npm brings some of them to Linux only, where CI runs. */
const mustHaveAll = Boolean(process.env.CI) && process.platform === 'linux' && process.arch === 'x64';

for (const { name, program, extension, version } of engines) {
  test.skipIf(!mustHaveAll && !existsSync(program))(
    `the raw files run on ${name}`,
    async () => {
      const folder = createEngineFolder(name, extension);
      expect((await runProgram([program, '--version'], folder)).said).toMatch(version);
      const host = new URL(server.origin).host;
      const run = name === 'deno' ? ['run', '--no-prompt', '--no-remote', '--no-npm', `--allow-net=${host}`] : [];
      const ended = await runProgram([program, ...run, `use.${extension}`], folder, { DENO_NO_UPDATE_CHECK: '1' });
      expect(ended.said.replace(/^.*ExperimentalWarning.*\n.*--trace-warnings.*\n/m, '')).toBe(
        '200 yes retry-after-ms retry-after-ms\n',
      );
      expect(ended.status).toBe(0);
      expect(asked.get(`/${name}`)).toBe(3);
    },
    60_000,
  );
}

/** Whose `fetch` goes through a dispatcher that it is given, as all that goes through a proxy does. */
for (const { name, program, extension } of engines.filter(({ name }) => name.startsWith('node'))) {
  test.skipIf(!mustHaveAll && !existsSync(program))(
    `on ${name} each attempt goes through the dispatcher in init`,
    async () => {
      const folder = createFolder();
      const retry = readFileSync(join(FIXES, 'retry/retry.ts'), 'utf8');
      const use = `import { fetchWithRetry } from './retry.${extension}';
let dispatched = 0;
const dispatcher = {
  dispatch(_request, handler) {
    dispatched += 1;
    const error = new Error('from the dispatcher');
    if (handler.onError) handler.onError(error);
    else handler.onResponseError(null, error);
    return true;
  },
};
const options = { maxAttempts: 2, initialDelayMs: 1 };
await fetchWithRetry('${server.origin}/proxied', { dispatcher }, options).catch(({ reason }) => console.log(reason));
console.log(dispatched);
`;
      const fix = extension === 'ts' ? retry : withoutTypes(retry);
      writeFiles(folder, { 'package.json': '{"type":"module"}', [`retry.${extension}`]: fix, 'use.js': use });
      const ended = await runProgram([program, 'use.js'], folder);
      expect(ended.said.replace(/^.*ExperimentalWarning.*\n.*--trace-warnings.*\n/m, '')).toBe('attempts\n2\n');
      expect(asked.has('/proxied')).toBe(false);
    },
    60_000,
  );
}
