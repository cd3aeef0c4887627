import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { spawnInNode } from '../../src/sandbox/host/node.ts';
import { gradedInNode } from '../support/exam-in-node.ts';
import { HOARDING_CLIENT } from '../support/hoarding-client.ts';

const LOOP = readFileSync('src/exam/clients/copied-loop.ts', 'utf8');
const RETRY = {
  'client.ts': readFileSync('src/exam/clients/fetch-with-retry.ts', 'utf8'),
  'retry.ts': readFileSync('src/content/fixes/retry/retry.ts', 'utf8'),
};

test.each([
  ['the copied loop', { 'client.ts': LOOP }],
  ['retry', RETRY],
  ['a client that leaves globals behind', { 'client.ts': HOARDING_CLIENT }],
])(
  '%s has the same traces where runs share isolates as where each has one of its own',
  async (_what, files) => {
    const apart = await gradedInNode(files, { spawn: spawnInNode });
    expect(await gradedInNode(files)).toEqual(apart);
    expect(apart.flatMap(({ traces }) => traces).length).toBeGreaterThan(40);
  },
  120_000,
);
