import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { caseOf } from '../../src/exam/cases.ts';
import { playInIsolate, type ClientFiles } from '../../src/exam/exam-files.ts';
import { readEvidence } from '../../src/exam/evidence.ts';
import { createNodeRunner, readHarness } from '../../src/exam/node.ts';
import { readClient } from '../../src/exam/read-client.ts';
import { gatherFiles } from '../../src/exam-page/gather-files.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';

const folder = mkdtempSync(join(tmpdir(), 'exam-node-timers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = createNodeRunner(await loadRefusals('src/content/refusals'));

const readers: readonly (readonly [string, (code: string) => Promise<ClientFiles>])[] = [
  [
    'a file',
    (code) => {
      const path = join(folder, 'client.ts');
      writeFileSync(path, code);
      return readClient(path, undefined);
    },
  ],
  ['a paste', (code) => Promise.resolve({ files: gatherFiles(code, {}) })],
];

/** What the caller of this code is told by a server that answers 200. */
async function outcomeOf(client: ClientFiles): Promise<unknown> {
  const play = playInIsolate(client, { harness: readHarness(), run });
  const { calls, cutShortBy } = readEvidence(await play(caseOf('success'), 1), 1);
  expect(cutShortBy).toBeUndefined();
  const outcome = calls.get(0)?.outcome;
  if (outcome?.kind !== 'returned') throw new Error(`It did not return: ${JSON.stringify(outcome)}`);
  return JSON.parse(outcome.text);
}

const BY_PROMISES = `
import promises, {
  scheduler,
  setInterval as every,
  setImmediate as soon,
  setTimeout as sleep,
} from 'node:timers/promises';

export default async function (): Promise<unknown> {
  const began = Date.now();
  const at: number[] = [];
  const note = (): void => void at.push(Date.now() - began);
  await sleep(1_000);
  note();
  await scheduler.wait(1_000);
  note();
  await promises.setTimeout(1_000);
  note();
  let ticks = 0;
  for await (const value of every(1_000, 'tick')) {
    note();
    // It is slower than the ticks, which wait for it.
    if (ticks === 0) await sleep(2_500);
    if (value === 'tick' && ++ticks === 4) break;
  }
  const value = await sleep(500, 'value');
  note();
  return { at, value, soon: await soon('soon') };
}
`;

test.each(readers)('%s sleeps by the promises of Node on the virtual clock', async (_, read) => {
  const at = [1_000, 2_000, 3_000, 4_000, 6_500, 6_500, 7_000, 7_500];
  expect(await outcomeOf(await read(BY_PROMISES))).toEqual({ at, value: 'value', soon: 'soon' });
});

const ABORTED = `
import { scheduler, setInterval as every, setTimeout as sleep } from "timers/promises";

const nameOf = (error: unknown): string => (error instanceof Error ? error.name + ' ' + Reflect.get(error, 'code') : '');

export default async function (): Promise<unknown> {
  const began = Date.now();
  const names: string[] = [];
  const at: number[] = [];
  const waits = [
    (signal: AbortSignal) => sleep(60_000, undefined, { signal }),
    (signal: AbortSignal) => scheduler.wait(60_000, { signal }),
    async (signal: AbortSignal) => { for await (const _ of every(400, undefined, { signal })); },
    () => sleep(60_000, undefined, { signal: AbortSignal.abort() }),
    async () => { for await (const _ of every(400, undefined, { signal: AbortSignal.abort() })); },
  ];
  for (const wait of waits) {
    await wait(AbortSignal.timeout(1_000)).catch((error: unknown) => names.push(nameOf(error)));
    at.push(Date.now() - began);
  }
  return { names, at };
}
`;

test.each(readers)('%s that is aborted in a sleep of Node hears so at once', async (_, read) => {
  const at = [1_000, 2_000, 3_000, 3_000, 3_000];
  expect(await outcomeOf(await read(ABORTED))).toEqual({ names: at.map(() => 'AbortError ABORT_ERR'), at });
});

const BY_CALLBACKS = `
import { clearTimeout as clear, setInterval as every, setTimeout as later } from 'timers';
const { setImmediate: soon } = await import('node:timers');

export default (): Promise<unknown> => {
  const began = Date.now();
  const seen: unknown[] = [];
  const note = (what: string): void => void seen.push([what, Date.now() - began]);
  clear(later(note, 100, 'cleared'));
  // A global function clears it too, and the other way round.
  globalThis.clearTimeout(later(note, 100, 'cleared') as never);
  clear(globalThis.setTimeout(note, 100, 'cleared'));
  clear(null);
  clear({} as never);
  later(note, 100, 'closed').close().refresh();
  later(note, 100, 'fired').unref();
  const anew = later(note, 200, 'refreshed');
  later(() => anew.refresh(), 150);
  const interval = every(note, 300, 'tick');
  soon(note, 'soon');
  return new Promise((resolve) => later(() => {
    clear(interval);
    later(() => resolve({ seen, refs: [anew.hasRef(), anew.unref().hasRef(), anew.ref().hasRef()] }), 1_000);
  }, 650));
};
`;

test.each(readers)('%s has the timers of Node on the virtual clock', async (_, read) => {
  const seen = [
    ['soon', 1],
    ['fired', 100],
    ['tick', 300],
    ['refreshed', 350],
    ['tick', 600],
  ];
  expect(await outcomeOf(await read(BY_CALLBACKS))).toEqual({ seen, refs: [true, false, true] });
});
