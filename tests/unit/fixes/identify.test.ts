import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { fingerprint } from '../../../src/fixes/fingerprint.ts';
import { identify, type Copy, type KnownFix, type KnownVersion } from '../../../src/fixes/identify.ts';
import { withoutStamp, withStamp } from '../../../src/fixes/stamp.ts';

const links = { fixUrl: 'https://site.example/fixes/x/', guideUrl: 'https://site.example/guides/hub/' };
const concurrency = readFileSync('src/content/fixes/concurrency/concurrency.ts', 'utf8');
const present = withoutStamp(readFileSync('src/content/fixes/retry/retry.ts', 'utf8'));
const edit = (text: string): string => text.replaceAll('attempt >= maxAttempts', 'attempt > maxAttempts');

/** Three versions of retry, of which the first and the second have the same code. */
const texts = { '2.0.0': present, '1.1.0': present.replace('@default 5', '@default 4'), '1.0.0': edit(present) };

async function stamped(version: keyof typeof texts): Promise<string> {
  const text = texts[version];
  return withStamp('retry.ts', text, { fix: 'retry', version, hash: (await fingerprint(text)).text }, links);
}

async function knownVersion(version: string, text: string, file: string): Promise<KnownVersion> {
  return { version, date: '2026-11-28', changes: 'It changed.', files: { [file]: await fingerprint(text) } };
}

const retryVersions = Object.entries(texts).map(([version, text]) => knownVersion(version, text, 'retry.ts'));
const fixes: readonly KnownFix[] = [
  { name: 'concurrency', title: 'A cap', versions: [await knownVersion('1.0.0', concurrency, 'concurrency.ts')] },
  { name: 'retry', title: 'A retry', versions: await Promise.all(retryVersions) },
];
const readFile = (fix: string): Promise<string> => Promise.resolve(fix === 'retry' ? present : concurrency);

async function copyIn(
  text: string,
): Promise<Omit<Copy, 'kind' | 'fix' | 'version' | 'since'> & Record<string, unknown>> {
  const found = await identify(text, { fixes, readFile });
  if (found.kind === 'stranger') throw new Error(found.why);
  const { fix, file, version, state, isCurrent, since } = found;
  return {
    fix: fix.name,
    file,
    version: version?.version,
    state,
    isCurrent,
    since: since.map((each) => each.version),
  };
}

test('a copy that nobody touched is known with its header and without', async () => {
  const whole = { fix: 'retry', file: 'retry.ts', state: 'untouched' };
  expect(await copyIn(await stamped('2.0.0'))).toEqual({ ...whole, version: '2.0.0', isCurrent: true, since: [] });
  expect(await copyIn(texts['1.0.0'])).toEqual({
    ...whole,
    version: '1.0.0',
    isCurrent: false,
    since: ['2.0.0', '1.1.0'],
  });
  expect(await copyIn(concurrency)).toMatchObject({ fix: 'concurrency', version: '1.0.0', state: 'untouched' });
});

test('a copy that a formatter laid out anew is known, and its header tells versions of one code apart', async () => {
  const relaid = await format(await stamped('1.1.0'), { parser: 'typescript', semi: false, useTabs: true });
  expect(await copyIn(relaid)).toMatchObject({
    version: '1.1.0',
    state: 'laid-out',
    isCurrent: true,
    since: ['2.0.0'],
  });
  const bare = await format(texts['1.1.0'], { parser: 'typescript', semi: false });
  expect(await copyIn(bare)).toMatchObject({ version: '2.0.0', state: 'laid-out', isCurrent: true, since: [] });
});

test('an edited copy is of the version that its header names', async () => {
  const edited = (await stamped('1.0.0')).replace('initialDelayMs = 500', 'initialDelayMs = 900');
  expect(await copyIn(edited)).toMatchObject({ file: 'retry.ts', version: '1.0.0', state: 'edited', isCurrent: false });
});

test('an edited copy without its header is known by its lines, but not which version it is', async () => {
  const edited = present.replace('initialDelayMs = 500', 'initialDelayMs = 900').split('\n').slice(40).join('\n');
  const found = await copyIn(edited);
  expect(found).toEqual({
    fix: 'retry',
    file: 'retry.ts',
    version: undefined,
    state: 'edited',
    isCurrent: false,
    since: ['2.0.0', '1.1.0', '1.0.0'],
  });
});

test('a text goes by its hash rather than by a header that is another’s', async () => {
  const [, origin = '', guide = ''] = (await stamped('2.0.0')).split('\n');
  const forged = texts['1.0.0'].split('\n').toSpliced(1, 0, origin, guide).join('\n');
  expect(await copyIn(forged)).toMatchObject({ version: '1.0.0', state: 'untouched' });
});

test.for([
  ['nothing', ' \n\t', /Paste the whole file first/],
  ['a megabyte', 'x\n'.repeat(500_000), /1,000 kB of text/],
  [
    'code of somebody else',
    'export const sum = (a: number, b: number) => a + b;\n'.repeat(50),
    /has no header of ours/,
  ],
  ['markup', '<script>alert(1)</script>\n'.repeat(100), /has no header of ours/],
  [
    'a header of a fix that is not here',
    '// nothing 1.0.0 sha256:0123456789abcdef https://site.example/\nconst a = 1;\n',
    /a fix "nothing", and there is none/,
  ],
  [
    'our header over other code',
    '// retry 1.0.0 sha256:0123456789abcdef https://site.example/\nconst a = 1;\n',
    /says retry 1\.0\.0, but its hash is none of that version/,
  ],
] as const)('says of %s why it is no copy', async ([, text, why]) => {
  const found = await identify(text, { fixes, readFile });
  expect(found.kind === 'stranger' && found.why).toMatch(why);
});
