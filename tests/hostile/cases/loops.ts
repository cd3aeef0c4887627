/** Code that never ends, and what ends it. */
export interface EndlessCode {
  readonly name: string;
  readonly code: string;
  /** The budget that it overruns; with several, which one comes first is up to the machine. */
  readonly reasons: readonly ('sign-of-life' | 'computing' | 'log-lines')[];
}

export const endlessCode: readonly EndlessCode[] = [
  { name: 'a loop', code: 'for (;;);', reasons: ['sign-of-life'] },
  { name: 'a loop in an async function', code: 'await (async () => { for (;;); })();', reasons: ['sign-of-life'] },
  { name: 'a loop after an await', code: 'await null; for (;;);', reasons: ['sign-of-life'] },
  {
    name: 'a loop in a timer',
    code: 'await new Promise((resolve) => setTimeout(resolve, 5)); for (;;);',
    reasons: ['sign-of-life'],
  },
  { name: 'a loop of awaits', code: 'for (;;) await null;', reasons: ['sign-of-life'] },
  {
    name: 'microtasks that queue microtasks',
    code: 'const again = () => queueMicrotask(again); again(); await new Promise(() => {});',
    reasons: ['sign-of-life'],
  },
  {
    name: 'promises that never run out',
    code: 'const again = () => Promise.resolve().then(again); await again();',
    reasons: ['sign-of-life'],
  },
  {
    name: 'a generator without an end',
    code: 'function* numbers() { for (let i = 0; ; i += 1) yield i; }\nfor (const i of numbers()) if (i < 0) break;',
    reasons: ['sign-of-life'],
  },
  {
    name: 'an async generator without an end',
    code: 'async function* numbers() { for (let i = 0; ; i += 1) yield i; }\nfor await (const i of numbers()) if (i < 0) break;',
    reasons: ['sign-of-life'],
  },
  {
    name: 'an iterator that spreads for ever',
    code: 'Math.max(...{ *[Symbol.iterator]() { for (;;) yield; } });',
    reasons: ['sign-of-life'],
  },
  {
    name: 'a regular expression that backtracks for ever',
    code: `/^(a+)+$/.test('a'.repeat(60) + 'b');`,
    reasons: ['sign-of-life'],
  },
  {
    name: 'a getter that loops while it is printed',
    code: `console.log(new Proxy({}, { ownKeys() { for (;;); } }));`,
    reasons: ['sign-of-life'],
  },
  {
    name: 'a body that never ends',
    code: `
      const body = new ReadableStream({ pull(controller) { controller.enqueue(new Uint8Array(1_000)); } });
      await fetch('https://api.test/x', { method: 'POST', duplex: 'half', body });`,
    reasons: ['sign-of-life'],
  },
  { name: 'an interval of 1 ms', code: 'setInterval(() => {}, 1);', reasons: ['computing'] },
  {
    name: 'timers that set timers',
    code: 'const again = () => { setTimeout(again, 0); setTimeout(() => {}, 0); }; again();',
    reasons: ['computing'],
  },
  {
    name: 'timers that double',
    code: 'const again = () => { setTimeout(again, 1); setTimeout(again, 1); }; again();',
    reasons: ['computing', 'sign-of-life'],
  },
  {
    name: 'recursion that catches its own overflow',
    code: 'const deep = () => { try { deep(); } catch { for (;;) try { deep(); } catch {} } }; deep();',
    reasons: ['sign-of-life'],
  },
];

/** Code that takes all memory that it gets. */
export const memoryHogs: readonly EndlessCode[] = [
  { name: 'arrays', code: 'const hog = []; for (;;) hog.push(new Array(1e6).fill(1.5));', reasons: ['sign-of-life'] },
  { name: 'objects', code: 'const hog = []; for (;;) hog.push({ a: [hog.length] });', reasons: ['sign-of-life'] },
  {
    name: 'texts',
    code: `const hog = []; for (let i = 0; ; i += 1) hog.push(('x'.repeat(1e6) + i).split('').join(''));`,
    reasons: ['sign-of-life'],
  },
  { name: 'bytes', code: 'const hog = []; for (;;) hog.push(new Uint8Array(1e7).fill(1));', reasons: ['sign-of-life'] },
  {
    name: 'maps',
    code: 'const hog = new Map(); for (let i = 0; ; i += 1) hog.set(i, [i]);',
    reasons: ['sign-of-life'],
  },
  {
    name: 'arrays, with pauses',
    code: 'const hog = []; for (;;) { hog.push(new Array(1e5).fill(1.5)); await new Promise((resolve) => setTimeout(resolve, 1)); }',
    reasons: ['computing'],
  },
  {
    name: 'timers',
    code: 'for (;;) setTimeout(() => {}, 1e6);',
    reasons: ['sign-of-life'],
  },
];

/** Asks V8 at once for more than it can have, which ends the process and not just the code. */
export const FATAL_FOR_V8 = `console.log('x'.repeat(2 ** 27 + 1).split('').length);`;
