import type { Attack } from '../support/attack.ts';

/** Code that never ends by itself. */
export interface EndlessCode extends Attack {
  readonly code: string;
}

export const endlessCode: readonly EndlessCode[] = [
  { name: 'a loop', code: 'for (;;);' },
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
    name: 'a generator without an end',
    code: 'function* numbers() { for (let i = 0; ; i += 1) yield i; }\nfor (const i of numbers()) if (i < 0) break;',
  },
  {
    name: 'an async generator without an end',
    code: 'async function* numbers() { for (let i = 0; ; i += 1) yield i; }\nfor await (const i of numbers()) if (i < 0) break;',
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
    name: 'timers that double',
    code: 'const again = () => { setTimeout(again, 1); setTimeout(again, 1); }; again();',
  },
  {
    name: 'recursion that catches its own overflow',
    code: 'const deep = () => { try { deep(); } catch { for (;;) try { deep(); } catch {} } }; deep();',
  },
  {
    name: 'a search through what is not there',
    code: 'Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1);',
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
  { name: 'bytes', code: 'const hog = []; for (;;) hog.push(new Uint8Array(1e7).fill(1));' },
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
  // Firefox tells the page of each, one by one, once the worker has ended: millions would hold it up for seconds.
  {
    name: 'rejections, then a loop',
    code: 'for (let i = 0; i < 10_000; i += 1) Promise.reject(new Error()); for (;;);',
  },
  {
    name: 'texts that double',
    code: `let text = 'x'; const kept = []; for (;;) { try { text += text; } catch { text = 'x'; } kept.push(text + kept.length); }`,
  },
];
