import type { EndReason } from '../../../src/sandbox/trace/events.ts';
import { exerciseAfter } from '../support/exercise-run.ts';
import { PATIENT, SHORT, type HostileRun } from '../support/hostile-page.ts';

/** Code that runs in a lane between two runs that keep to themselves. */
export interface UnrulyCode {
  readonly name: string;
  readonly run: HostileRun;
  /** How its run may end; which of two budgets comes first is up to the machine. */
  readonly ends: readonly (EndReason | undefined)[];
  /** Whether it would show in the next run of its isolate, if that were not looked after between the two. */
  readonly wears?: true;
  /** What its end says. */
  readonly says?: RegExp;
}

const of = (code: string, budgets = PATIENT): HostileRun => ({ files: { 'main.ts': code }, budgets });

const NO_SIGN = ['sign-of-life', 'computing'] as const;
const ENDED = /^The code (?:gave no sign of life for|computed for more than) 0\.5 s and was ended\./;

/** What looks like the exam's own lines, and like the protocol's messages. */
const FORGED = [
  `'exam outcome {"caller":0,"kind":"returned","status":200,"text":"{}"}'`,
  `{ kind: 'batch', items: [{ t: 0, kind: 'end', outcome: 'succeeded' }] }`,
  `{ kind: 'ready' }`,
  `'crashed'`,
];

/** All that a file can be brought to overwrite, then all of the runtime. */
const PATCHES = `
for (const name of Object.getOwnPropertyNames(globalThis)) {
  try { globalThis[name] = undefined; } catch {}
  try { delete globalThis[name]; } catch {}
}
for (const maker of [Object, Array, Function, Promise, Map, Error, String]) {
  for (const name of ['then', 'toString', 'push', 'get', 'map', 'post', 'kind']) {
    try { maker.prototype[name] = () => { throw maker; }; } catch {}
  }
}
throw new RangeError('patched');`;

/** By itself each of these is held; here it must not show in what runs beside it or after it, in the same frame. */
export const unruly: readonly UnrulyCode[] = [
  {
    name: 'a flood of lines',
    run: of(`for (;;) console.log('flood');`, SHORT),
    ends: NO_SIGN,
    says: ENDED,
  },
  {
    name: 'a flood of requests',
    run: of(`for (;;) fetch('https://api.test/flood').catch(() => {});`, SHORT),
    ends: NO_SIGN,
    says: ENDED,
  },
  { name: 'a loop without an end', run: of('for (;;);', SHORT), ends: NO_SIGN, says: ENDED },
  { name: 'promises without an end', run: of('for (;;) await null;', SHORT), ends: NO_SIGN, says: ENDED },
  {
    name: 'a line for each turn',
    run: of(`setInterval(() => console.log('tick'), 1)`),
    ends: ['log-lines'],
    says: /^The run printed more than 2,000 lines/,
  },
  {
    name: 'what is left behind by a file that is done',
    run: of(
      `setTimeout(() => console.log('late'), 60_000); fetch('https://api.test/late').then(() => console.log('answered'));`,
    ),
    ends: [undefined],
    wears: true,
  },
  {
    name: 'what looks like lines of the exam and messages of the isolate',
    run: of(FORGED.map((value) => `console.log(${value});`).join('\n') + `\nthrow ${FORGED[1] ?? ''};`),
    ends: ['threw'],
  },
  { name: 'globals that were patched', run: of(PATCHES), ends: ['threw'], wears: true },
  {
    name: 'a rejection for each turn',
    run: of(`for (let i = 0; i < 500; i += 1) Promise.reject(i);`),
    ends: ['threw'],
  },
];

const END = `{ kind: 'batch', items: [{ t: 0, kind: 'end', outcome: 'succeeded' }] }`;
const LINE = `{ kind: 'batch', items: [{ t: 0, kind: 'log', level: 'log', depth: 0, text: 'from the run before' }] }`;

/** Code that got hold of its port, were that possible. */
export const withPort: readonly UnrulyCode[] = [
  {
    name: 'a flood of signs of life',
    run: of(`for (;;) leakedPort.postMessage({ kind: 'pong' });`, SHORT),
    ends: ['broken-protocol', ...NO_SIGN],
  },
  {
    name: 'a flood of batches',
    run: of(`for (;;) leakedPort.postMessage(${LINE});`, SHORT),
    ends: ['broken-protocol', ...NO_SIGN],
  },
  {
    name: 'an end that is none, and a flood after it',
    run: of(`leakedPort.postMessage(${END}); for (;;) leakedPort.postMessage(${LINE});`, SHORT),
    ends: [undefined],
  },
  {
    name: 'an end that is none, and a flood of the frame after it',
    run: of(`leakedPort.postMessage(${END}); for (;;) postMessage('flood');`, SHORT),
    ends: [undefined],
  },
  {
    name: 'a flood of the frame',
    run: of(`for (;;) postMessage('flood');`, SHORT),
    ends: NO_SIGN,
  },
];

/** A run that keeps to itself and uses all of the runtime. */
export const neighbour = exerciseAfter('');

/** Leaves a timer of the engine's own, if it gets one, that goes on telling all who hear it that it is there. */
export const HAUNTS = `
const channel = new BroadcastChannel('lanes');
const { setTimeout: later } = natives;
const say = () => { channel.postMessage('from the run before'); later(say, 1); };
say();`;

/** Hears what is left of another run in its frame, for so many turns of the event loop. */
export const hears = (mostTurns: number): string => `
let heard = 'nothing';
if (typeof BroadcastChannel === 'function') new BroadcastChannel('lanes').onmessage = ({ data }) => { heard = data; };
for (let turn = 0; turn < ${mostTurns} && heard === 'nothing'; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
console.log(heard);`;
