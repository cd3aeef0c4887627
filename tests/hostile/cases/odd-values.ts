import { SUCCEEDED, THROWING_PROXY, type HostileValue } from './hostile-values.ts';

/** Odd things to do that break nothing, with or without guards. */
export const oddValues: readonly HostileValue[] = [
  {
    name: 'prints what has millions of entries',
    code: `
      console.log(new Uint8Array(10_000_000));
      console.log(new Map(Array.from({ length: 200_000 }, (_, i) => [i, i])));
      const endless = new Map([[1, 2]]);
      endless[Symbol.iterator] = function* () { for (;;) yield [1, 2]; };
      console.log(endless);`,
    ends: SUCCEEDED,
  },
  {
    name: 'sends a body that lies about its size',
    code: `
      class Liar extends Uint8Array { get byteLength() { return 0; } get buffer() { return new ArrayBuffer(3); } slice() { return new Liar(9); } }
      await fetch('https://api.test/x', { method: 'POST', body: new Liar(30_000_000) }).catch((error) => console.log(error.name));
      const stream = new ReadableStream({ start(controller) { controller.enqueue(new Liar(5)); controller.close(); } });
      await fetch('https://api.test/x', { method: 'POST', duplex: 'half', body: stream }).catch((error) => console.log(error.name));`,
    ends: SUCCEEDED,
  },
  {
    name: 'calls require with what is no text',
    code: `
      for (const specifier of [{ startsWith: () => true, slice: () => 'main.ts', toString() { throw 1; } }, Symbol('x'), null]) {
        try { require(specifier); console.log('required'); } catch (error) { console.log(error.name); }
      }`,
    ends: SUCCEEDED,
  },
  {
    name: 'runs timers with delays that bite',
    code: `
      let fired = 0;
      for (const delay of [Infinity, -Infinity, NaN, 1e300, '7', [], { valueOf: () => 3 }]) setTimeout(() => { fired += 1; }, delay);
      try { setTimeout(() => {}, Symbol('x')); } catch (error) { console.log(error.name); }
      clearTimeout({}); clearInterval(Symbol.iterator.description); clearTimeout(-1);
      await new Promise((resolve) => setTimeout(resolve, 100));
      console.log(fired);`,
    ends: SUCCEEDED,
    prints: ['TypeError', '7'],
  },
  {
    name: 'settles promises with what only looks settled',
    code: `
      await { then(resolve) { resolve({ then(again) { again(7); } }); } };
      const stuck = { then() {} };
      void Promise.race([stuck]);
      await Promise.reject(new Error('x')).catch(() => { throw ${THROWING_PROXY}; }).catch(() => console.log('caught'));`,
    ends: SUCCEEDED,
    prints: ['caught'],
  },
  {
    name: 'imports what is not its own',
    code: `
      for (const from of ['data:text/javascript,7', 'blob:null/7', 'https://a.test/x.js', '/sandbox/isolate.js', 'node:fs', '../main.ts']) {
        await import(from).then(() => console.log('imported'), (error) => console.log(error.name));
      }
      await import('data:application/json,7', { with: { type: 'json' } }).catch((error) => console.log(error.name));`,
    ends: SUCCEEDED,
    prints: Array.from({ length: 7 }, () => 'TypeError'),
  },
  {
    name: 'asks every clock',
    code: `
      const start = Date.now();
      const now = Intl.DateTimeFormat('en-US', { dateStyle: 'short', timeStyle: 'long' }).format();
      class Later extends Date {}
      const times = [new Date(), new Later(), new Date.prototype.constructor(), Reflect.construct(Date, [], Later)];
      console.log(start, now, Date(), ...times.map((time) => time.getTime() - start));
      console.log(new Event('x').timeStamp, new File([], 'x').lastModified - start, performance.now());
      console.log(performance.timeOrigin - start, structuredClone(new Date()) - start);`,
    ends: SUCCEEDED,
    prints: [
      '1795485600000 11/24/26, 2:00:00 AM UTC Tue Nov 24 2026 02:00:00 GMT+0000 (Coordinated Universal Time) 0 0 0 0',
      '0 0 0',
      '0 0',
    ],
  },
  {
    name: 'looks for what an engine keeps of its callers',
    code: `
      const own = function () { return this; };
      console.log(own(), typeof globalThis.eval, typeof globalThis.natives, typeof __handOver);
      const found = ['caller', 'arguments', 'callee'].filter((key) => {
        try { return own[key] !== undefined || (function () { return arguments; })()[key] !== undefined; } catch { return false; }
      });
      console.log(found.length, [0].map(own)[0]);`,
    ends: SUCCEEDED,
    prints: ['undefined undefined undefined undefined', '0 undefined'],
  },
  {
    name: 'nests deeper than anything reads',
    code: `
      const nest = (depth, make, start) => { let value = start; for (let i = 0; i < depth; i += 1) value = make(value); return value; };
      console.log(nest(50_000, (inner) => [inner], 0));
      console.log(nest(50_000, (inner) => new Error('x', { cause: inner }), undefined).message);
      console.log(nest(50_000, (inner) => new Proxy(inner, {}), {}) !== null);
      await nest(50_000, (inner) => inner.then(), Promise.resolve());`,
    ends: SUCCEEDED,
    prints: ['[[[[[Array]]]]]', 'x', 'true'],
  },
];
