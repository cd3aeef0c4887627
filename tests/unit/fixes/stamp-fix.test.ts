import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { checkFix } from '../../../src/fixes/check-fix.ts';
import type { FixOnDisk } from '../../../src/fixes/read-fix.ts';
import { stampFix, type Stamped } from '../../../src/fixes/stamp-fix.ts';
import { fixSchema } from '../../../src/schemas/fix-schema.ts';

const homepage = 'https://site.example/';
const LICENCE = '// SPDX-License-Identifier: MIT-0\n';
const ABOUT = `# A comment that stays.
title: A fix
description: Mends it.
guide: hub
whereItGoes: Anywhere.
versions:
  - version: 1.0.0
    date: 2026-11-28
    changes: First published,
      in two lines.

  - version: 0.9.0 # as it was
    date: 2026-11-01
    changes: A draft.
    files:
      wait.ts: { text: sha256:00000000000000aa, code: sha256:00000000000000bb }
`;

/** A fix in memory, which its stamps can be written to. */
function createFix(about = ABOUT, files: Record<string, string> = {}) {
  const texts = new Map(
    Object.entries({
      'wait.ts': `${LICENCE}wait();\n`,
      'wait.test.ts': `${LICENCE}test();\n`,
      ...files,
      'fix.yaml': about,
    }),
  );
  const read = (): FixOnDisk => ({
    name: 'wait',
    files: [...texts].filter(([name]) => name !== 'fix.yaml').map(([name, text]) => ({ name, text })),
    ...fixSchema.parse(parse(texts.get('fix.yaml') ?? '')),
  });
  return {
    texts,
    read,
    async stamp(day: string): Promise<Stamped> {
      const today = new Date(`${day}T12:00:00Z`);
      const stamped = await stampFix(read(), { homepage, today, about: texts.get('fix.yaml') ?? '' });
      if (stamped.kind === 'stamped') for (const [name, text] of stamped.texts) texts.set(name, text);
      return stamped;
    },
    problems: () => checkFix(read(), homepage),
    edit: (name: string, text: string) => texts.set(name, (texts.get(name) ?? '').replace('();', text)),
  };
}

test('a stamp makes a fix right, and leaves alone what its author wrote in fix.yaml', async () => {
  const fix = createFix();
  expect(await fix.problems()).toHaveLength(2);
  expect(await fix.stamp('2026-11-28')).toHaveProperty('kind', 'stamped');
  expect(await fix.problems()).toEqual([]);
  const about = fix.texts.get('fix.yaml') ?? '';
  expect(about.replace(/    files:\n      wait\.ts: .*\n      wait\.test\.ts: .*\n/, '')).toBe(
    ABOUT.replace('\n\n', '\n'),
  );
  expect(about).toContain('# A comment that stays.');
});

test('stamped again, nothing changes', async () => {
  const fix = createFix();
  await fix.stamp('2026-11-28');
  expect(await fix.stamp('2027-01-01')).toEqual({ kind: 'stamped', texts: new Map() });
});

test('on its day a version takes what is changed', async () => {
  const fix = createFix();
  await fix.stamp('2026-11-28');
  const before = fix.read().versions[0]?.files;
  fix.edit('wait.ts', '(2);');
  expect(await fix.problems()).toEqual([expect.stringMatching(/wait\.ts is not what version 1\.0\.0 has recorded/)]);
  await fix.stamp('2026-11-28');
  expect(await fix.problems()).toEqual([]);
  const [newest, older] = fix.read().versions;
  expect(newest?.files?.['wait.ts']).not.toEqual(before?.['wait.ts']);
  expect(newest?.files?.['wait.test.ts']).toEqual(before?.['wait.test.ts']);
  expect(older?.files).toEqual({ 'wait.ts': { text: 'sha256:00000000000000aa', code: 'sha256:00000000000000bb' } });
});

test('after its day a version keeps its hashes, and what is changed needs a new one', async () => {
  const fix = createFix();
  await fix.stamp('2026-11-28');
  fix.edit('wait.ts', '(2);');
  const texts = new Map(fix.texts);
  const stamped = await fix.stamp('2026-11-29');
  expect(stamped.kind === 'closed' && stamped.why).toMatch(
    /wait\.ts changed, and readers have had version 1\.0\.0 since 2026-11-28\. Add a version/,
  );
  expect(fix.texts).toEqual(texts);

  const next = '  - { version: 1.1.0, date: 2026-11-29, changes: Waits twice. }\n';
  fix.texts.set('fix.yaml', (fix.texts.get('fix.yaml') ?? '').replace('versions:\n', `versions:\n${next}`));
  // The new version is written in one line, which has no room for the files.
  await expect(fix.stamp('2026-11-29')).rejects.toThrow(/a line of its own/);
  const lines = '  - version: 1.1.0\n    date: 2026-11-29\n    changes: Waits twice.\n';
  fix.texts.set('fix.yaml', (fix.texts.get('fix.yaml') ?? '').replace(next, lines));
  expect(await fix.stamp('2026-11-29')).toHaveProperty('kind', 'stamped');
  expect(await fix.problems()).toEqual([]);
  expect(fix.texts.get('wait.test.ts')).toMatch(/^\/\/ wait 1\.1\.0 sha256:/m);
});

test.for([
  ['a file without a licence', { 'wait.ts': 'wait();\n' }, /wait\.ts does not say under which licence/],
  ['a file without a test', { 'pause.ts': `${LICENCE}pause();\n` }, /pause\.ts has no test that travels with it/],
  [
    'a test of nothing',
    { 'test_pause.py': '# SPDX-License-Identifier: MIT-0\n' },
    /test_pause\.py is the test of no file/,
  ],
] as const)('%s is said', async ([, files, problem]) => {
  const fix = createFix(ABOUT, files);
  await fix.stamp('2026-11-28');
  expect((await fix.problems()).join('\n')).toMatch(problem);
});

test('versions in another order than the newest first are said', async () => {
  const fix = createFix(ABOUT.replace('0.9.0 # as it was', '1.10.0'));
  await fix.stamp('2026-11-28');
  expect(await fix.problems()).toEqual([expect.stringMatching(/version 1\.0\.0 stands before 1\.10\.0/)]);
});
