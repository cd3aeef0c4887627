import type { ScriptedAnswer } from '../../support/scripted-endpoint.ts';
import type { Attack } from '../support/attack.ts';

/** A value that tries to break the runtime from within, while it is read, printed, sent or thrown. */
export interface HostileValue extends Attack {
  readonly code: string;
  readonly script?: readonly ScriptedAnswer[];
  /** How the run ends. */
  readonly ends: { readonly outcome: 'succeeded' | 'failed' | 'over-budget'; readonly reason?: string };
  /** What it prints. */
  readonly prints?: readonly string[];
}

export const THROWING_PROXY = `new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }))`;
export const SUCCEEDED = { outcome: 'succeeded' } as const;
const NAMES_BY_ADDRESS = 'Its stacks name the script by its address.';
const THREW = { outcome: 'failed', reason: 'threw' } as const;

export const hostileValues: readonly HostileValue[] = [
  {
    name: 'prints proxies and getters that throw',
    code: `
      console.log(${THROWING_PROXY}, 1);
      console.log({ get a() { throw 1; }, ok: 2 });
      console.log([${THROWING_PROXY}]);
      console.table([${THROWING_PROXY}].map((row) => ({ row })));
      console.log('%s %o', ${THROWING_PROXY}, { toString() { throw 1; } });`,
    ends: SUCCEEDED,
    prints: [
      '[a value that cannot be shown] 1',
      '{ a: [Getter], ok: 2 }',
      '[a value that cannot be shown]',
      'table of 1 rows',
      '[a value that cannot be shown] { toString: [Function: toString] }',
    ],
  },
  {
    name: 'prints objects whose classes have strange names',
    code: `
      class A { static name = { toString() { throw 1; } }; }
      class B { static get name() { throw 1; } }
      console.log(new A(), new B(), Object.create({ constructor: 7 }), Object.create(null));`,
    ends: SUCCEEDED,
    prints: ['{} [a value that cannot be shown] {} [Object: null prototype] {}'],
  },
  {
    name: 'passes console.table columns that are no texts',
    code: `
      const columns = Object.assign(['a'], { map: () => ({ *[Symbol.iterator]() { yield () => {}; }, map: () => [() => {}] }) });
      console.table([{ a: 1 }], columns);`,
    ends: SUCCEEDED,
  },
  {
    name: 'throws a proxy that throws',
    code: `throw ${THROWING_PROXY};`,
    ends: THREW,
  },
  {
    name: 'leaves a rejection with a proxy that throws',
    code: `void Promise.reject(${THROWING_PROXY}); await new Promise((resolve) => setTimeout(resolve, 10));`,
    ends: THREW,
  },
  {
    name: 'throws an error whose properties throw, or are endless',
    code: `
      const error = new Error('x');
      Object.defineProperty(error, 'message', { get() { throw 1; } });
      Object.defineProperty(error, 'name', { value: 'N'.repeat(5_000_000) });
      throw error;`,
    ends: THREW,
  },
  {
    name: 'throws an error with a message of 50 MB',
    code: `throw new Error('x'.repeat(50_000_000));`,
    ends: THREW,
  },
  {
    name: 'throws an error whose name is no text',
    code: `
      const error = new Error('x');
      Object.defineProperty(error, 'name', { get() { return () => {}; } });
      throw error;`,
    ends: THREW,
  },
  {
    name: 'throws an error of the engine whose message throws',
    code: `
      try { undefined.x; } catch (error) {
        Object.defineProperty(error, 'message', { get() { throw error; } });
        throw error;
      }`,
    ends: THREW,
  },
  {
    name: 'aborts with a reason that bites',
    code: `
      let reads = 0;
      const reasons = [${THROWING_PROXY}, { get name() { reads += 1; return reads % 2 ? 'Once' : () => {}; } }, { name: 'R'.repeat(2_000_000) }, null];
      for (const reason of reasons) {
        const controller = new AbortController();
        setTimeout(() => controller.abort(reason), 5);
        for (const signal of [controller.signal, AbortSignal.abort(reason)]) {
          let caught = 'none';
          await fetch('https://api.test/x', { signal }).catch((error) => { caught = error; });
          console.log(caught === reason);
        }
      }`,
    script: [{ headersAfterMs: 1_000 }],
    ends: SUCCEEDED,
    prints: ['true', 'true', 'true', 'true', 'true', 'true', 'true', 'true'],
  },
  {
    name: 'passes a signal that only looks like one',
    code: `
      const signal = { aborted: false, addEventListener() {}, removeEventListener() { throw 1; } };
      const fakes = [signal, Object.create(AbortSignal.prototype), new EventTarget(), 7];
      for (const fake of fakes) {
        await fetch('https://api.test/x', { signal: fake }).catch((error) => console.log(error.name, error.message));
      }`,
    script: [{ end: 'drop' }],
    ends: SUCCEEDED,
    prints: Array.from({ length: 4 }, () => 'TypeError The signal of a request must be an AbortSignal.'),
  },
  {
    name: 'changes the methods of its signal',
    code: `
      const { signal } = new AbortController();
      Object.defineProperty(signal, 'aborted', { get() { throw 1; } });
      Object.defineProperty(signal, 'addEventListener', { value() { throw 1; } });
      Object.defineProperty(signal, 'removeEventListener', { value() { throw 1; } });
      const response = await fetch('https://api.test/x', { signal });
      console.log(await response.text().catch((error) => error.message));`,
    script: [{ end: 'drop' }],
    ends: { outcome: 'failed', reason: 'gave-up' },
    prints: ['Failed to fetch (the server dropped the connection)'],
  },
  {
    name: 'changes a request before it is sent',
    code: `
      for (const [key, value] of [['url', { length: 0 }], ['url', () => {}], ['headers', 7], ['method', {}], ['signal', {}]]) {
        const request = new Request('https://api.test/x');
        try {
          request[key] = value;
          await fetch(request);
          console.log(key, 'sent');
        } catch (error) {
          console.log(key, error.name);
        }
      }`,
    ends: SUCCEEDED,
    prints: ['url TypeError', 'url TypeError', 'headers TypeError', 'method TypeError', 'signal TypeError'],
  },
  {
    name: 'sends a body of 50 MB',
    code: `await fetch('https://api.test/x', { method: 'POST', body: new Uint8Array(50_000_000) });`,
    ends: { outcome: 'over-budget', reason: 'message-size' },
  },
  {
    name: 'prints a message of 50 MB',
    code: `console.log('x'.repeat(50_000_000));`,
    ends: { outcome: 'over-budget', reason: 'message-size' },
  },
  {
    name: 'prints 2,000 lines of nearly a megabyte at once',
    code: `const line = 'x'.repeat(999_000); for (let i = 0; i < 2_000; i += 1) console.log(line);`,
    ends: { outcome: 'over-budget', reason: 'output' },
  },
  {
    name: 'prints nearly a megabyte again and again',
    code: `for (;;) { console.log('x'.repeat(999_000)); await new Promise((resolve) => setTimeout(resolve, 1)); }`,
    ends: { outcome: 'over-budget', reason: 'output' },
  },
  {
    name: 'prints a million lines',
    code: `for (let i = 0; i < 1_000_000; i += 1) console.log(i);`,
    ends: { outcome: 'over-budget', reason: 'log-lines' },
  },
  {
    name: 'sends headers of more than a megabyte',
    code: `
      const headers = new Headers();
      for (let i = 0; i < 300; i += 1) headers.append('x-' + i, 'y'.repeat(5_000));
      await fetch('https://api.test/x', { headers });`,
    ends: { outcome: 'over-budget', reason: 'message-size' },
  },
  {
    name: 'sends more headers than any server takes',
    code: `
      const headers = Array.from({ length: 2_000 }, (_, index) => ['x-' + index, '']);
      await fetch('https://api.test/x', { headers }).catch((error) => console.log(error.message));`,
    ends: SUCCEEDED,
    prints: ['fetch sends at most 500 headers here, not 2000.'],
  },
  {
    name: 'takes back the bytes that it has sent',
    code: `
      const request = new Request('https://api.test/x', { method: 'POST', body: 'hello' });
      const sent = fetch(request);
      const { value } = await request.body.getReader().read();
      structuredClone(value, { transfer: [value.buffer] });
      console.log((await sent).status, value.length);`,
    ends: SUCCEEDED,
    prints: ['200 0'],
  },
  {
    name: 'calls its script by another name',
    code: `//# sourceURL=elsewhere.js\n//@ sourceURL=elsewhere.js\n//# sourceMappingURL=elsewhere.map\nthrow new Error('x');`,
    harmlessIn: { firefox: NAMES_BY_ADDRESS, webkit: NAMES_BY_ADDRESS },
    ends: THREW,
  },
  {
    name: 'prints what is no JSON',
    code: `const ring = {}; ring.ring = ring; console.log('%j %j', 1n, ring);`,
    ends: SUCCEEDED,
    prints: ['1n { ring: [Circular] }'],
  },
];
