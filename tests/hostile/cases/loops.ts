import type { Attack } from '../support/attack.ts';

/** Code that never ends by itself. */
export interface EndlessCode extends Attack {
  readonly code: string;
}

export const endlessCode: readonly EndlessCode[] = [
  { name: 'a loop', code: 'for (;;);' },
  { name: 'a loop in an async function', code: 'await (async () => { for (;;); })();' },
  { name: 'a loop after an await', code: 'await null; for (;;);' },
  {
    name: 'a loop in a timer',
    code: 'await new Promise((resolve) => setTimeout(resolve, 5)); for (;;);',
  },
  { name: 'a loop of awaits', code: 'for (;;) await null;' },
  {
    name: 'microtasks that queue microtasks',
    code: 'const again = () => queueMicrotask(again); again(); await new Promise(() => {});',
  },
  {
    name: 'promises that never run out',
    code: 'const again = () => Promise.resolve().then(again); await again();',
  },
  {
    name: 'a generator without an end',
    code: 'function* numbers() { for (let i = 0; ; i += 1) yield i; }\nfor (const i of numbers()) if (i < 0) break;',
  },
  {
    name: 'an async generator without an end',
    code: 'async function* numbers() { for (let i = 0; ; i += 1) yield i; }\nfor await (const i of numbers()) if (i < 0) break;',
  },
  {
    name: 'an iterator that spreads for ever',
    code: 'Math.max(...{ *[Symbol.iterator]() { for (;;) yield; } });',
  },
  {
    name: 'a regular expression that backtracks for ever',
    code: `/^(a+)+$/.test('a'.repeat(60) + 'b');`,
  },
  {
    name: 'a getter that loops while it is printed',
    code: `console.log(new Proxy({}, { ownKeys() { for (;;); } }));`,
  },
  {
    name: 'a body that never ends',
    code: `
      const body = new ReadableStream({ pull(controller) { controller.enqueue(new Uint8Array(1_000)); } });
      await fetch('https://api.test/x', { method: 'POST', duplex: 'half', body });`,
  },
  { name: 'an interval of 1 ms', code: 'setInterval(() => {}, 1);' },
  {
    name: 'timers that set timers',
    code: 'const again = () => { setTimeout(again, 0); setTimeout(() => {}, 0); }; again();',
  },
  {
    name: 'timers that double',
    code: 'const again = () => { setTimeout(again, 1); setTimeout(again, 1); }; again();',
  },
  {
    name: 'recursion that catches its own overflow',
    code: 'const deep = () => { try { deep(); } catch { for (;;) try { deep(); } catch {} } }; deep();',
  },
  { name: 'a number that squares itself', code: 'let n = 3n; for (;;) n = (n * n) % (2n ** 200_000n);' },
  {
    name: 'a search through what is not there',
    code: 'Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1);',
  },
  {
    name: 'a sort that never agrees',
    code: 'for (;;) Array.from({ length: 1e5 }, (_, i) => i).sort(() => Math.random() - 0.5);',
  },
  {
    name: 'a proxy without an end',
    code: 'const p = new Proxy({}, { getPrototypeOf: () => p }); void (p instanceof Array);',
  },
  {
    name: 'calls on the edge of the stack',
    code: `
      const deep = () => { try { deep(); } finally { try { fetch('https://api.test/x').catch(() => {}); setTimeout(deep, 1); console.log(1); } catch {} } };
      for (;;) try { deep(); } catch {}`,
  },
];

/** Code that takes all memory that it gets. */
export const memoryHogs: readonly EndlessCode[] = [
  { name: 'arrays', code: 'const hog = []; for (;;) hog.push(new Array(1e6).fill(1.5));' },
  { name: 'objects', code: 'const hog = []; for (;;) hog.push({ a: [hog.length] });' },
  {
    name: 'texts',
    code: `const hog = []; for (let i = 0; ; i += 1) hog.push(('x'.repeat(1e6) + i).split('').join(''));`,
  },
  { name: 'bytes', code: 'const hog = []; for (;;) hog.push(new Uint8Array(1e7).fill(1));' },
  {
    name: 'maps',
    code: 'const hog = new Map(); for (let i = 0; ; i += 1) hog.set(i, [i]);',
  },
  {
    name: 'arrays, with pauses',
    code: 'const hog = []; for (;;) { hog.push(new Array(1e5).fill(1.5)); await new Promise((resolve) => setTimeout(resolve, 1)); }',
  },
  {
    name: 'timers',
    code: 'for (;;) setTimeout(() => {}, 1e6);',
  },
  {
    name: 'more at once than an engine has',
    code: `for (;;) try { 'x'.repeat(2 ** 27 + 1).split(''); } catch {}`,
  },
  { name: 'rejections', code: 'for (;;) Promise.reject(new Error());' },
  {
    name: 'texts that double',
    code: `let text = 'x'; const kept = []; for (;;) { try { text += text; } catch { text = 'x'; } kept.push(text + kept.length); }`,
  },
];
