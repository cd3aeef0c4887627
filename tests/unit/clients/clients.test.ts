import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FETCH_OFFERS } from '../../../src/exam/exam-files.ts';
import { loadChecked, loadClients } from '../../../src/loaders/load-clients.ts';
import { readExamined } from '../../../src/scorecard/examined.ts';
import { undocumentedSettings } from './undocumented-settings.ts';

const clients = loadClients();
const installed: { readonly devDependencies: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
) as never;

test('has the eight libraries', () => {
  const ids = ['axios', 'cockatiel', 'got', 'huggingface-inference', 'ky', 'openai', 'p-retry', 'undici'];
  expect(clients.map(({ id }) => id)).toEqual(ids);
});

test.for(clients)('$id is called by one function, in either way', async ({ id }) => {
  for (const kind of ['defaults', 'best']) {
    const module = (await import(join(process.cwd(), `src/clients/${id}/${kind}.ts`))) as Record<string, unknown>;
    expect(Object.keys(module)).toEqual(['call']);
    expect(module['call']).toBeTypeOf('function');
  }
});

test.for(clients)('$id takes packages at one version', ({ packages, code }) => {
  for (const name of packages) {
    expect(installed.devDependencies[name]).toMatch(/^\d+\.\d+\.\d+$/);
    expect(code.defaults).toContain(`from '${name}'`);
    expect(code.best).toContain(`from '${name}'`);
  }
});

test('the settings were last checked with the versions that are installed. Else check them, and write down the day', () => {
  const names = clients.flatMap(({ packages }) => packages);
  const versions = Object.fromEntries(names.map((name) => [name, installed.devDependencies[name]]));
  expect(loadChecked().versions).toEqual(versions);
});

test.for(clients)('each best setting of $id says where it is documented', ({ code }) => {
  expect(undocumentedSettings(code.best, code.defaults)).toEqual([]);
});

/** A heading as the address of its place in a page has it. */
const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)|`/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(/\s/g, '-');

/** What a folder of an installed package says: its readme, or the file of that path in it. */
function readPackage(name: string, path?: string): string {
  const folder = join('node_modules', name);
  const readme = readdirSync(folder).find((file) => file.toLowerCase() === 'readme.md') ?? '';
  return readFileSync(join(folder, path ?? readme), 'utf8');
}

/** The addresses of a package at one version: its page, and a file in it. */
const PAGE = /npmjs\.com\/package\/(\S+)\/v\/([^#\s]+)(?:#(\S+))?/g;
const FILE = /unpkg\.com\/((?:@[^/\s]+\/)?[^@/\s]+)@([^/\s]+)\/(\S+)/g;

test.for(clients)(
  'where $id links a package, it is the installed version, and has that heading or file',
  ({ docs, code }) => {
    const texts = [docs, code.best];
    const pages = texts.flatMap((text) => [...text.matchAll(PAGE)]);
    const files = texts.flatMap((text) => [...text.matchAll(FILE)]);
    expect(pages.length + files.length).toBeGreaterThan(0);
    for (const [link, name = '', version] of [...pages, ...files]) {
      expect(installed.devDependencies[name], link).toBe(version);
    }
    for (const [link, name = '', , anchor] of pages) {
      const headings = [...readPackage(name).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => text);
      if (anchor !== undefined) expect(headings.map(anchorOf), link).toContain(anchor);
    }
    for (const [link, name = '', , path] of files) expect(readPackage(name, path), link).not.toBe('');
  },
);

/** The settings that a comment with a link to a file of a package stands above, each with that file. */
const NAMED_IN_FILE = /unpkg\.com\/((?:@[^/\s]+\/)?[^@/\s]+)@[^/\s]+\/(\S+)\n\s*(\w+)[:,(]/g;

test.for(clients.filter(({ code }) => code.best.includes('unpkg.com')))(
  'the files that $id links name the settings',
  ({ code }) => {
    const named = [...code.best.matchAll(NAMED_IN_FILE)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, name = '', path, setting = ''] of named) expect(readPackage(name, path)).toContain(setting);
  },
);

/** The texts of `src/clients`, by path. */
const texts = readdirSync('src/clients', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name))
  .map((path) => [path, readFileSync(path, 'utf8')] as const);

test.for(texts)('%s links nothing that moves with a branch', ([, text]) => {
  expect(text).not.toMatch(/https:\S*\/(?:main|master|HEAD)\//);
});

test('all are asked the same as a file that the command examines', () => {
  const libraries = readExamined('.').filter(({ settings }) => settings !== 'ours');
  expect(libraries).toHaveLength(2 * clients.length);
  for (const { id, offers } of libraries) expect([id, offers]).toEqual([id, FETCH_OFFERS]);
});

test.for([
  ['a setting without a comment', 'create({ limit: 3 });', ['limit: 3']],
  ['a comment without an address', 'create({\n// Why.\nlimit: 3 });', ['limit: 3']],
  ['an address above another line', 'create({\n// Why. https://a.test/\nlimit: 3,\njitter: true });', ['jitter: true']],
  ['a setting in a group', 'create({ retry: { limit: 3 } });', ['limit: 3']],
  ['a callback', 'create({ delay() {} });', ['delay() {}']],
  ['one by the name of a constant', 'const limit = 3;\ncreate({ limit });', ['limit = 3', 'limit']],
  ['one taken from elsewhere', 'create({ ...patience });', ['...patience']],
  ['a value that a function is handed', 'timeout(300_000);', ['300_000']],
  ['what is assigned', 'client.defaults.timeout = 3;', ['client.defaults.timeout = 3']],
  ['a helper', '/** Reads it. */\nfunction retryAfter() {}', ['function retryAfter() {}']],
  ['a helper that is a value', 'const isSpent = (text) => text === spent;', ['isSpent = (text) => text === spent']],
  ['a class', 'class Refusal {}', ['class Refusal {}']],
  ['the making of what has settings', 'const client = create({ limit: 3 });', ['limit: 3']],
  ['what a function gives back', 'const make = () => ({ limit: 3 });', ['limit: 3']],
  ['what a call adds', 'function call() { if (late) throw it; }', ['if (late) throw it;']],
  ['a comment above a group', '// Why. https://a.test/\ncreate({ limit: 3 });', ['limit: 3']],
  ['a mark that says nothing', '// Your own code:\nconst limit = 3;', ['limit = 3']],
  ['your own code', '/** Your own code: the most. */\nconst limit = 3;', []],
  ['a documented value', '// Why. https://a.test/\nconst deadline = timeout(300_000, it);', []],
  ['a documented part of a chain', 'retry(\n// Why. https://a.test/\nhandle(A).or(B), it);', []],
  ['a documented one', 'create({\n// Why. https://a.test/\nlimit: 3 });', []],
  ['one that the defaults have', 'create({ base: url });', []],
  ['what a call passes on as the defaults do', 'function call() { create({ base: url }); }', []],
] as const)('of settings, %s is told from a documented one', ([, code, found]) => {
  expect(undocumentedSettings(code, 'create({ base: url });')).toEqual(found);
});

test.for([
  ['docs: https://', 'docs: http://', /client\.yaml: docs: Found "http:.*Write the address of its documentation/],
  ['runsIn: isolate', 'runsIn: browser', /runsIn: Found "browser"\. Write isolate .* or node/],
  ['name: openai', 'nam: openai', /name: Found nothing\. Write what the library is called/],
] as const)('an author who writes %s as %s hears of it', ([right, wrong, message]) => {
  const folder = mkdtempSync(join(tmpdir(), 'clients-'));
  try {
    cpSync('src/clients/openai', join(folder, 'openai'), { recursive: true });
    const path = join(folder, 'openai/client.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(right, wrong));
    expect(() => loadClients(folder)).toThrow(message);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
