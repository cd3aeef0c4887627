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
];
