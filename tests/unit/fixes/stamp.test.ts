import { expect, test } from 'vitest';
import { readStamp, withoutStamp, withStamp, type Stamp } from '../../../src/fixes/stamp.ts';

const links = { fixUrl: 'https://site.example/fixes/retry/', guideUrl: 'https://site.example/guides/hub/' };
const stamp: Stamp = { fix: 'retry', version: '1.2.0', hash: 'sha256:0123456789abcdef' };
const bare = '// SPDX-License-Identifier: MIT-0\nexport const a = 1;\n';

test('a stamp stands below the licence, and says where the file comes from', () => {
  expect(withStamp('retry.ts', bare, stamp, links)).toBe(
    '// SPDX-License-Identifier: MIT-0\n' +
      '// retry 1.2.0 sha256:0123456789abcdef https://site.example/fixes/retry/\n' +
      '// Guide: https://site.example/guides/hub/\n' +
      'export const a = 1;\n',
  );
});

test('Python has its own comments', () => {
  const stamped = withStamp('retry.py', '# SPDX-License-Identifier: MIT-0\na = 1\n', stamp, links);
  expect(stamped.split('\n')[1]).toBe('# retry 1.2.0 sha256:0123456789abcdef https://site.example/fixes/retry/');
  expect(readStamp(stamped)).toEqual(stamp);
});

test('a stamp takes the place of the one before', () => {
  const old = withStamp('retry.ts', bare, { ...stamp, version: '1.1.0' }, { ...links, fixUrl: 'https://old.example/' });
  expect(withStamp('retry.ts', old, stamp, links)).toBe(withStamp('retry.ts', bare, stamp, links));
  expect(withoutStamp(old)).toBe(bare);
});

test('a stamp is read below somebody’s own lines, and nowhere far down', () => {
  const stamped = withStamp('retry.ts', bare, stamp, links);
  expect(readStamp(`/* eslint-disable */\n\n${stamped}`)).toEqual(stamp);
  expect(readStamp('\n'.repeat(20) + stamped)).toBeUndefined();
  expect(withoutStamp('\n'.repeat(20) + stamped)).toBe('\n'.repeat(20) + stamped);
});

test('what only looks like a stamp is none', () => {
  for (const line of [
    '// retry 1.2.0',
    '// retry 1.2 sha256:0123456789abcdef https://site.example/',
    '// retry 1.2.0 sha256:0123 https://site.example/',
    '// retry 1.2.0 sha256:0123456789abcdef javascript:alert(1)',
  ]) {
    expect(readStamp(`${line}\n`)).toBeUndefined();
    expect(withoutStamp(`${line}\n`)).toBe(`${line}\n`);
  }
});
