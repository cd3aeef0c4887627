import { expect, test } from 'vitest';
import { compileFiles } from '../../../src/sandbox/host/compile.ts';
import type { IsolateHandle } from '../../../src/sandbox/host/isolate-handle.ts';
import { spawnInNode } from '../../../src/sandbox/host/node.ts';
import { resetIsolate } from '../../../src/sandbox/host/reset-isolate.ts';
import { DEFAULT_BUDGETS, type RunRequest } from '../../../src/sandbox/host/run.ts';
import { startRun } from '../../../src/sandbox/host/start-run.ts';
import type { IsolateMessage } from '../../../src/sandbox/isolate/protocol.ts';
import type { Trace } from '../../../src/sandbox/trace/events.ts';
import { createScriptedEndpoint } from '../../support/scripted-endpoint.ts';
import { endOf, printed } from '../../support/run-scripted.ts';

/** A busy machine may take its time: how long an isolate may take is no part of what is asked here. */
const PATIENCE_MS = 60_000;

/** Runs code in an isolate that stays. */
function runIn(isolate: IsolateHandle, code: string, request: Partial<RunRequest> = {}): Promise<Trace> {
  const kept = { ...isolate, dispose: () => undefined };
  return startRun(
    { files: { 'main.ts': code }, entry: 'main.ts', scenario: { id: 'scripted' }, seed: 429, ...request },
    {
      spawn: () => Promise.resolve(kept),
      compile: ({ files, given }) => compileFiles(files, given),
      openEndpoint: () => ({ endpoint: createScriptedEndpoint([{}]), startEpochMs: Date.UTC(2026, 10, 24, 2) }),
    },
  ).result;
}

/** Uses whatever an isolate counts, keeps or plans for a run. */
const USES_ALL = `
const matched = RegExp.$1;
let count = 0;
count += 1;
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
console.log(count, performance.now(), Date.now(), Math.random(), crypto.randomUUID(), matched);
console.log(setTimeout(() => console.log('never'), 50_000), setInterval(() => {}, 7_000_000));
console.count(); console.count('named'); console.timeEnd('lap'); console.time('lap'); console.group('inner');
/(b+)/.exec('abbc');
const form = new FormData();
form.set('a', '1');
console.log(new Request('https://api.test/', { method: 'POST', body: form }).headers.get('content-type'));
AbortSignal.timeout(90_000).addEventListener('abort', () => console.log('too late'));
fetch('https://api.test/open').then((response) => console.log(response.status));
await later(10);
const answer = await fetch('https://api.test/', { method: 'POST', body: form });
for await (const chunk of answer.body!) console.log(chunk.byteLength);
console.log('at', performance.now(), await Promise.race([later(1_000).then(() => 'late'), later(5)]));
setTimeout(() => { void fetch('https://api.test/last'); /(end)/.exec('the end'); throw new RangeError('the end'); }, 3_000);
`;
/** Sees what another run planned or left open, if it is still there. */
const IS_ALONE = `
console.log('matched', RegExp.$1);
await new Promise((resolve) => setTimeout(resolve, 200_000));
AbortSignal.timeout(5_000);
`;

test('a second run in the same isolate is what the first was, whatever that used, planned or left open', async () => {
  const isolate = await spawnInNode();
  const first = await runIn(isolate, USES_ALL);
  expect(endOf(first)).toMatchObject({ outcome: 'failed', reason: 'threw' });
  expect(printed(first)[0]).toMatch(/^0 1 0 1795485600000 0\.\d+ [0-9a-f-]{36} $/);
  expect(printed(first)).toHaveLength(10);
  expect(await resetIsolate(isolate, PATIENCE_MS)).toBe('ready');
  expect(await runIn(isolate, USES_ALL)).toEqual(first);
  expect(await resetIsolate(isolate, PATIENCE_MS)).toBe('ready');
  const last = await runIn(isolate, IS_ALONE);
  expect(printed(last)).toEqual(['0 matched ']);
  expect(endOf(last)).toEqual({ kind: 'end', t: 200_000, outcome: 'succeeded' });
  isolate.dispose();
});

test('another file of the same name takes its place, with its own lines', async () => {
  const isolate = await spawnInNode();
  await runIn(isolate, `console.log('first');`);
  expect(await resetIsolate(isolate, PATIENCE_MS)).toBe('ready');
  const trace = await runIn(isolate, `console.log('second');\n\nthrow new Error('here');`);
  expect(printed(trace)).toEqual(['0 second']);
  expect(trace.events.at(-2)).toMatchObject({ kind: 'error', error: { file: 'main.ts', line: 3 } });
  isolate.dispose();
});

test('what a module is given comes anew for each run', async () => {
  const isolate = await spawnInNode();
  const code = `import { list, none } from './given.ts'; list.push(list.length); console.log(list, none);`;
  const given = { 'given.ts': { list: [7], none: undefined } };
  const first = await runIn(isolate, code, { given });
  expect(printed(first)).toEqual(['0 [7, 1] undefined']);
  expect(await resetIsolate(isolate, PATIENCE_MS)).toBe('ready');
  expect(await runIn(isolate, code, { given })).toEqual(first);
  isolate.dispose();
});

/** Tells what code finds in its world, and that it works. */
const LOOKS_AROUND = `
for (const place of [globalThis, Object.getPrototypeOf(globalThis), console, console.log, crypto, performance]) {
  const told = Reflect.ownKeys(place).map((key) => {
    const { get, set, value, ...traits } = Reflect.getOwnPropertyDescriptor(place, key)!;
    return [String(key), typeof get, typeof set, typeof value, Object.values(traits).join('')].join(' ');
  });
  console.log(Object.isExtensible(place), Object.isFrozen(place), told.join(', '));
}
console.log((await fetch('https://api.test/')).status, performance.now(), crypto.randomUUID(), structuredClone({ a: 1 }));
`;

test.each([
  ['a global', `Reflect.set(globalThis, 'cache', new Map());`],
  ['a global under a symbol', `Reflect.set(globalThis, Symbol.for('cache'), 1);`],
  ['what all globals inherit', `Reflect.set(Object.getPrototypeOf(globalThis), 'cache', 1);`],
  ['a replaced fetch', `globalThis.fetch = async () => new Response('mine');`],
  ['a replaced console', `globalThis.console = { ...console, log: () => undefined };`],
  [
    'a getter for a global',
    `const own = structuredClone; Reflect.defineProperty(globalThis, 'structuredClone', { get: () => own });`,
  ],
  ['a spy in the console', `console.log = () => undefined;`],
  ['something kept on a method of the console', `Reflect.set(console.log, 'lines', []);`],
  ['a fixed clock', `performance.now = () => 0;`],
  ['a counted UUID', `crypto.randomUUID = () => '0-0-0-0-0';`],
])('what a run changed is put back for the next: %s', async (_what, code) => {
  const [fresh, isolate] = [await spawnInNode(), await spawnInNode()];
  expect(endOf(await runIn(isolate, code))).toMatchObject({ outcome: 'succeeded' });
  expect(await resetIsolate(isolate, PATIENCE_MS)).toBe('ready');
  const next = await runIn(isolate, LOOKS_AROUND);
  expect(printed(next)).toHaveLength(7);
  expect(next).toEqual(await runIn(fresh, LOOKS_AROUND));
  isolate.dispose();
  fresh.dispose();
});

test.each([
  ['a global that can not be deleted', `Reflect.defineProperty(globalThis, 'cache', { value: 1 });`],
  ['a global that is gone', `Reflect.deleteProperty(globalThis, 'atob');`],
  [
    'globals in another order',
    `const own = Reflect.getOwnPropertyDescriptor(globalThis, 'atob')!;
    Reflect.deleteProperty(globalThis, 'atob');
    Reflect.defineProperty(globalThis, 'atob', own);`,
  ],
  ['a console that takes nothing more', `Object.preventExtensions(console);`],
  ['a console with another prototype', `Object.setPrototypeOf(console, { lines: 1 });`],
  ['a property that can no longer change', `Object.freeze(performance);`],
])('an isolate is spent once a run leaves %s', async (_what, code) => {
  const isolate = await spawnInNode();
  expect(endOf(await runIn(isolate, code))).toMatchObject({ outcome: 'succeeded' });
  expect(await resetIsolate(isolate, PATIENCE_MS)).toBe('spent');
  isolate.dispose();
});

/** What gives objects whose prototype no global leads to. */
const MAKERS = [
  `[][Symbol.iterator]()`,
  `''[Symbol.iterator]()`,
  `new Map().entries()`,
  `new Set().values()`,
  `'a'.matchAll(/a/g)`,
  `[].values().map((value) => value)`,
  `Iterator.from({ next: () => ({ done: true, value: 0 }) })`,
  `new Intl.Segmenter().segment('')`,
  `new Intl.Segmenter().segment('')[Symbol.iterator]()`,
  `new Headers().entries()`,
  `new URLSearchParams().values()`,
  `new FormData().entries()`,
  `new ReadableStream().values()`,
  `new ReadableStream().getReader()`,
  `new TextDecoderStream().readable`,
  `new Int8Array().values()`,
  `(function* () {})()`,
  `(async function* () {})()`,
  `(async () => {})`,
  `new AbortController().signal`,
  `new Request('https://api.test/')`,
  `new Intl.NumberFormat()`,
  `crypto`,
  `performance`,
];

test('what a run leaves on a prototype that no global leads to is not there for the next', async () => {
  const isolate = await spawnInNode();
  const run = `
    const marked = [${MAKERS.map((maker) => `() => ${maker}`).join(', ')}].filter((make) => {
      for (let one = Object.getPrototypeOf(make()); one !== null; one = Object.getPrototypeOf(one)) {
        if (Object.hasOwn(one, 'left')) return true;
        try { Object.defineProperty(one, 'left', { value: 1 }); } catch {}
      }
      return false;
    });
    console.log(marked.length, marked.join(' '));`;
  expect(printed(await runIn(isolate, run))).toEqual(['0 0 ']);
  expect(await resetIsolate(isolate, PATIENCE_MS)).toBe('ready');
  expect(printed(await runIn(isolate, run))).toEqual(['0 0 ']);
  isolate.dispose();
});

test('what a run leaves on a method of a class is not there for the next', async () => {
  const isolate = await spawnInNode();
  const run = `
    const read = (of: object, key: PropertyKey): unknown => { try { return Reflect.get(of, key); } catch { return undefined; } };
    const isObject = (value: unknown): value is object => Object(value) === value;
    const classes = Reflect.ownKeys(globalThis).map((key) => read(globalThis, key)).filter((one) => typeof one === 'function');
    const holders = classes.flatMap((one) => [one, read(one, 'prototype')]).filter(isObject);
    const held = holders.flatMap((one) => Reflect.ownKeys(one).map((key) => read(one, key))).filter((one) => typeof one === 'function');
    const marked = held.filter((one) => {
      if (Object.hasOwn(one, 'left')) return true;
      Reflect.defineProperty(one, 'left', { value: 1 });
      return Object.hasOwn(one, 'left');
    });
    console.log(held.length > 500, marked.length, marked.join(' '));`;
  expect(printed(await runIn(isolate, run))).toEqual(['0 true 0 ']);
  expect(await resetIsolate(isolate, PATIENCE_MS)).toBe('ready');
  isolate.dispose();
});

test('an isolate that dies by itself is told to whoever listens, and to nobody who no longer does', async () => {
  const isolate = await spawnInNode();
  const told: string[] = [];
  isolate.onCrash(() => told.push('one'))();
  const crashed = new Promise<void>((resolve) => void isolate.onCrash(() => resolve()));
  await runIn(isolate, `const kept: unknown[] = []; for (;;) kept.push(new Array(1e6).fill(kept.length));`, {
    budgets: { signOfLifeMs: 60_000, computingMs: 60_000 },
  });
  await crashed;
  expect(told).toEqual([]);
  isolate.dispose();
});

test('an isolate with a run under way is no new one', async () => {
  const isolate = await spawnInNode();
  const compiled = compileFiles({ 'main.ts': `await fetch('https://api.test/');` });
  if (compiled.kind === 'refused') throw new Error(compiled.error.message);
  isolate.post({ ...compiled, kind: 'start', entry: 'main.ts', startEpochMs: 0, seed: 1, budgets: DEFAULT_BUDGETS });
  const kinds: unknown[] = [];
  const answered = new Promise<void>((resolve) => {
    isolate.listen((message) => {
      kinds.push((message as IsolateMessage).kind);
      if (kinds.includes('spent') || kinds.includes('ready')) resolve();
    });
  });
  isolate.post({ kind: 'reset' });
  await answered;
  expect(kinds).toContain('spent');
  isolate.dispose();
});
