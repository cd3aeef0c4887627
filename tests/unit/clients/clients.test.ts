import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadClients } from '../../../src/loaders/load-clients.ts';
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

test.for(clients)(
  'where $id links a readme, it is that of the installed version, and has that heading',
  ({ docs, code }) => {
    const links = [docs, code.best].flatMap((text) => [
      ...text.matchAll(/npmjs\.com\/package\/(\S+)\/v\/([^#\s]+)(?:#(\S+))?/g),
    ]);
    for (const [link, name = '', version, anchor] of links) {
      expect(installed.devDependencies[name], link).toBe(version);
      const folder = `node_modules/${name}`;
      const readme = readdirSync(folder).find((file) => file.toLowerCase() === 'readme.md') ?? '';
      const headings = [...readFileSync(join(folder, readme), 'utf8').matchAll(/^#+ (.*)$/gm)].map(
        ([, text = '']) => text,
      );
      if (anchor !== undefined) expect(headings.map(anchorOf), link).toContain(anchor);
    }
  },
);

test.for([
  ['a setting without a comment', 'create({ limit: 3 });', ['limit: 3']],
  ['a comment without an address', 'create({\n// Why.\nlimit: 3 });', ['limit: 3']],
  ['an address above another line', 'create({\n// Why. https://a.test/\nlimit: 3,\njitter: true });', ['jitter: true']],
  ['a setting in a group', 'create({ retry: { limit: 3 } });', ['limit: 3']],
  ['a callback', 'create({ delay() {} });', ['delay() {}']],
  ['a documented one', 'create({\n// Why. https://a.test/\nlimit: 3 });', []],
  ['one that the defaults have', 'create({ base: url });', []],
  ['what a function passes on', 'function call() { send({ body: 1 }); }', []],
] as const)('of settings, %s is told from a documented one', ([, code, found]) => {
  expect(undocumentedSettings(code, 'create({ base: url });')).toEqual(found);
});

test.for([
  ['docs: https://', 'docs: http://', /client\.yaml: docs: Found "http:.*Write the address of its documentation/],
  ['runsIn: isolate', 'runsIn: browser', /runsIn: Found "browser"\. Write isolate .* or node/],
  [
    '[abort-signal]',
    '[patience]',
    /offers\.0: Found "patience"\. Write what its documentation says it takes, of: abort/,
  ],
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
