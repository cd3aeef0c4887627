import { fingerprint, type Fingerprint } from './fingerprint.ts';
import { isTest, testOf } from './file-names.ts';
import { withStamp, type StampLinks } from './stamp.ts';
import type { FixOnDisk } from './read-fix.ts';

const licence = /^(\/\/|#) SPDX-License-Identifier: MIT-0$/;
const STAMP_IT = 'Run "npm run stamp".';

/** Where the headers of a fix's files lead. */
export function linksOf({ name, guide }: Pick<FixOnDisk, 'name' | 'guide'>, homepage: string): StampLinks {
  return { fixUrl: `${homepage}fixes/${name}/`, guideUrl: `${homepage}guides/${guide}/` };
}

/** The fingerprints of a fix's files, by their names. */
export async function fingerprintsOf({ files }: FixOnDisk): Promise<Readonly<Record<string, Fingerprint>>> {
  const entries = files.map(async ({ name, text }) => [name, await fingerprint(text)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** The files whose text is not what the newest version of their fix has recorded, in words; empty when all are. */
export function changedFiles(fix: FixOnDisk, present: Readonly<Record<string, Fingerprint>>): readonly string[] {
  const recorded = fix.versions[0]?.files ?? {};
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(present)])];
  return names.filter((name) => {
    const { text, code } = present[name] ?? {};
    return recorded[name]?.text !== text || recorded[name]?.code !== code;
  });
}

/** What an author must mend in a fix before it is published, in sentences. */
export async function checkFix(fix: FixOnDisk, homepage: string): Promise<readonly string[]> {
  const present = await fingerprintsOf(fix);
  const [newest] = fix.versions;
  const changed = changedFiles(fix, present);
  return [
    ...checkFiles(fix),
    ...checkOrder(fix),
    ...changed.map((name) => `${name} is not what version ${newest?.version ?? ''} has recorded of it. ${STAMP_IT}`),
    ...fix.files.flatMap(({ name, text }) => {
      const stamp = { fix: fix.name, version: newest?.version ?? '', hash: present[name]?.text ?? '' };
      const isStamped = text === withStamp(name, text, stamp, linksOf(fix, homepage));
      return isStamped || changed.includes(name) ? [] : [`${name} has not the header of its version. ${STAMP_IT}`];
    }),
  ].map((problem) => `src/content/fixes/${fix.name}: ${problem}`);
}

function checkFiles({ files }: FixOnDisk): readonly string[] {
  const names = files.map(({ name }) => name);
  return [
    ...(names.some((name) => !isTest(name)) ? [] : ['there is no file to copy. Write one, in TypeScript or Python.']),
    ...names
      .filter((name) => !isTest(name) && !names.includes(testOf(name)))
      .map((name) => `${name} has no test that travels with it. Write ${testOf(name)}.`),
    ...names
      .filter((name) => isTest(name) && !names.some((other) => testOf(other) === name))
      .map((name) => `${name} is the test of no file here. Name it after the file that it tests.`),
    ...files
      .filter(({ text }) => !licence.test(text.split('\n', 1)[0] ?? ''))
      .map(
        ({ name }) =>
          `${name} does not say under which licence it may be copied. Begin it with "SPDX-License-Identifier: MIT-0" in a comment.`,
      ),
  ];
}

function checkOrder({ versions }: FixOnDisk): readonly string[] {
  return versions.slice(1).flatMap((older, index) => {
    const newer = versions[index];
    if (newer === undefined) return [];
    const isRight = compareVersions(newer.version, older.version) > 0 && newer.date >= older.date;
    return isRight
      ? []
      : [`version ${newer.version} stands before ${older.version}. List the newest first, with its date.`];
  });
}

/** Above 0 if `a` is the newer of two versions. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const place = left.findIndex((number, index) => number !== right[index]);
  return (left[place] ?? 0) - (right[place] ?? 0);
}
