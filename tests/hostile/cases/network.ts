import type { WorkerProbe } from '../support/worker-probe.ts';

const canary = (name: string, needs: string, attempt: string): WorkerProbe => ({
  name,
  needs,
  attempt,
  bitesBy: 'canary',
});

/** Every way in which a worker could reach the network, each aimed at the canary. */
export const network: readonly WorkerProbe[] = [
  canary('the native fetch', 'natives.fetch', `await natives.fetch('CANARY', { mode: 'no-cors' });`),
  canary(
    'XMLHttpRequest',
    'XMLHttpRequest',
    `const request = new XMLHttpRequest();
    request.open('POST', 'CANARY');
    await new Promise((resolve) => { request.onloadend = resolve; request.send('secret'); });`,
  ),
  canary(
    'a synchronous XMLHttpRequest',
    'XMLHttpRequest',
    `const request = new XMLHttpRequest();
    request.open('GET', 'CANARY', false);
    request.send();`,
  ),
  canary(
    'WebSocket',
    'WebSocket',
    `const socket = new WebSocket('CANARY'.replace('http', 'ws'));
    await new Promise((resolve) => { socket.onopen = socket.onclose = socket.onerror = resolve; });`,
  ),
  canary(
    'EventSource',
    'EventSource',
    `const source = new EventSource('CANARY');
    await new Promise((resolve) => { source.onopen = source.onerror = resolve; });
    source.close();`,
  ),
  canary('importScripts', 'importScripts', `importScripts('CANARY');`),
  canary(
    'a script that a blob imports',
    'natives.createObjectURL',
    `const code = "importScripts('CANARY')";
    importScripts(natives.createObjectURL(new natives.Blob([code], { type: 'text/javascript' })));`,
  ),
  canary(
    'a worker of its own that fetches',
    '[Worker, natives.createObjectURL]',
    `const code = "fetch('CANARY', { mode: 'no-cors' }).then(() => postMessage(1), () => postMessage(2))";
    const worker = new Worker(natives.createObjectURL(new natives.Blob([code])));
    await new Promise((resolve) => { worker.onmessage = worker.onerror = resolve; });`,
  ),
  canary(
    'a worker of its own that is a module',
    '[Worker, natives.createObjectURL]',
    `const code = "import 'CANARY';";
    const type = 'text/javascript';
    const worker = new Worker(natives.createObjectURL(new natives.Blob([code], { type })), { type: 'module' });
    await new Promise((resolve) => { worker.onmessage = worker.onerror = resolve; });`,
  ),
  {
    ...canary('a font', 'FontFace', `await new FontFace('hostile', 'url("CANARY")').load();`),
    harmlessIn: { webkit: 'Its workers load no fonts.' },
  },
  canary(
    'WebAssembly by streaming',
    '[WebAssembly.compileStreaming, natives.fetch]',
    `const response = natives.fetch('CANARY');
    response.catch(() => {});
    await WebAssembly.compileStreaming(response);`,
  ),
  {
    name: 'WebTransport',
    needs: 'WebTransport',
    attempt: `
      const transport = new WebTransport('CANARY'.replace('http:', 'https:'));
      await Promise.all([transport.ready, transport.closed]);`,
    bitesBy: 'BYTES',
    harmlessIn: { webkit: 'It has none.' },
  },
  canary('a cache that fetches', 'caches', `await (await caches.open('hostile')).add('CANARY');`),
];
