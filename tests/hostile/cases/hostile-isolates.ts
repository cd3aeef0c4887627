import type { Attack } from '../support/attack.ts';

/** An isolate that is not ours and keeps to nothing. */
export interface HostileIsolate extends Attack {
  /** What it does with its `port` when it is told to start; `start` is that message. */
  readonly attack: string;
}

/** The worker's code around an attack. */
export function toIsolateCode({ attack }: HostileIsolate): string {
  return `addEventListener('message', ({ ports: [port] }) => {
    port.postMessage({ kind: 'ready' });
    port.onmessage = ({ data: start }) => {
      if (start.kind !== 'start') return;
      const log = { t: 0, kind: 'log', level: 'log', depth: 0, text: 'forged' };
      const batch = (...items) => port.postMessage({ kind: 'batch', items });
      ${attack}
    };
  }, { once: true });`;
}

/** Floods: each message is small, or right by itself; together they would keep the page busy. */
export const floods: readonly HostileIsolate[] = [
  { name: 'signs of life without an end', attack: `for (;;) port.postMessage({ kind: 'pong' });` },
  { name: 'batches without an end', attack: `for (;;) batch(log, log, log);` },
  { name: 'a batch of a million lines', attack: `port.postMessage({ kind: 'batch', items: Array(1e6).fill(log) });` },
  {
    name: 'a list of a million holes',
    attack: `port.postMessage({ kind: 'batch', items: new Array(1e6) });`,
  },
  {
    name: 'a request with 100,000 headers',
    attack: `const headers = Array.from({ length: 1e5 }, (_, index) => ['x' + index, '']); batch({ t: 0, kind: 'request', id: 1, method: 'GET', url: 'https://a.test/', headers, body: null });`,
  },
  {
    name: 'a line of nearly a megabyte after each answer',
    attack: `const say = () => batch({ ...log, text: 'x'.repeat(999_000) }); port.onmessage = ({ data }) => { if (data.kind === 'answers') say(); else port.postMessage({ kind: 'pong' }); }; say();`,
  },
  { name: 'a line of 50 MB', attack: `batch({ ...log, text: 'x'.repeat(5e7) });` },
  {
    name: 'a body of 50 MB',
    attack: `batch({ t: 0, kind: 'request', id: 1, method: 'POST', url: 'https://a.test/', headers: [], body: new Uint8Array(5e7) });`,
  },
];

/** Messages that the protocol does not know, or that are not true. */
export const lies: readonly HostileIsolate[] = [
  ...[
    ...['null', '7', '[]', '{}', 'new Map([["kind", "batch"]])', 'new Error("x")', 'new Blob(["x"])'],
    ...['{ kind: "batch" }', '{ kind: "batch", items: [, log] }', '{ kind: "start" }', '{ kind: "ready" }'],
    '(() => { const ring = { kind: "batch" }; ring.items = [ring]; return ring; })()',
  ].map((value) => ({ name: `the message ${value}`, attack: `port.postMessage(${value});` })),
  ...[
    ...['{ ...log, t: -1 }', '{ ...log, t: NaN }', '{ ...log, t: 1e15 }', '{ ...log, level: "loud" }'],
    ...['{ ...log, text: 7 }', '{ ...log, table: { columns: new Array(3), rows: [] } }', '{ kind: "log" }'],
    '{ t: 0, kind: "response", id: 1 }',
    '{ t: 0, kind: "chunk", id: 1, index: 0, last: true }',
    '{ t: 0, kind: "abort", id: 1, reason: "x" }',
    '{ t: 0, kind: "request", id: 2, method: "GET", url: "https://a.test/", headers: [], body: null }',
    '{ t: 0, kind: "request", id: 1, method: "TRACE", url: "https://a.test/", headers: [], body: null }',
    '{ t: 0, kind: "request", id: 1, method: "GET", url: "https://a.test/", headers: [["a b", "c"]], body: null }',
    '{ t: 0, kind: "request", id: 1, method: "POST", url: "https://a.test/", headers: [], body: [1] }',
    '{ t: 0, kind: "error", origin: "elsewhere", error: { name: "TypeError", message: "x" } }',
    '{ t: 0, kind: "error", origin: "uncaught", error: { name: {}, message: "x" } }',
    '{ t: 0, kind: "end", outcome: "won" }',
    '{ t: 0, kind: "end", outcome: "failed", reason: "stopped" }',
    '{ t: 0, kind: "limit", id: 1 }',
  ].map((item) => ({ name: `the event ${item}`, attack: `batch(${item});` })),
  { name: 'an event from the past', attack: 'batch({ ...log, t: 5 }, { ...log, t: 4 });' },
  {
    name: 'a sign of life that nobody asked for',
    attack: `port.postMessage({ kind: 'pong' }); port.postMessage({ kind: 'pong' });`,
  },
];
