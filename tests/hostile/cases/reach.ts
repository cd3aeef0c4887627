import type { WorkerProbe } from '../support/worker-probe.ts';

/** Ways from a worker to the page, to other workers, and to what tells of the machine. */
export const reach: readonly WorkerProbe[] = [
  { name: 'postMessage', needs: 'postMessage', attempt: `postMessage('postMessage');`, bitesBy: 'page' },
  {
    name: 'BroadcastChannel',
    needs: 'BroadcastChannel',
    attempt: `new BroadcastChannel('hostile').postMessage('BroadcastChannel');`,
    bitesBy: 'page',
  },
  { name: 'the address', needs: 'location', attempt: `return location.href.startsWith('blob:');`, bitesBy: 'word' },
  {
    name: 'the browser',
    needs: 'navigator.userAgent',
    attempt: `return navigator.userAgent.length > 0;`,
    bitesBy: 'word',
  },
  {
    name: 'the machine',
    needs: 'navigator.hardwareConcurrency',
    attempt: `return navigator.hardwareConcurrency > 0;`,
    bitesBy: 'word',
  },
  {
    name: 'a channel',
    needs: 'MessageChannel',
    attempt: `return new MessageChannel().port1.postMessage !== undefined;`,
    bitesBy: 'word',
  },
  { name: 'the worker itself', needs: 'close', attempt: `return typeof close === 'function';`, bitesBy: 'word' },
  {
    name: 'blobs that the engine keeps',
    needs: 'natives.createObjectURL',
    attempt: `return natives.createObjectURL(new natives.Blob([''])).startsWith('blob:');`,
    bitesBy: 'word',
  },
  {
    name: 'a worker from a blob',
    needs: 'natives.createObjectURL',
    attempt: `
      const worker = new Worker(natives.createObjectURL(new natives.Blob(['postMessage(1)'])));
      await new Promise((resolve, reject) => { worker.onmessage = resolve; worker.onerror = reject; });
      return true;`,
    bitesBy: 'word',
  },
  {
    name: 'WebAssembly',
    needs: 'WebAssembly',
    attempt: `return new WebAssembly.Memory({ initial: 1 }).buffer.byteLength > 0;`,
    bitesBy: 'word',
  },
  {
    name: 'weak references',
    needs: 'WeakRef',
    attempt: `return new WeakRef({}).deref() !== undefined;`,
    bitesBy: 'word',
  },
  {
    name: 'events of the global object',
    needs: 'addEventListener',
    attempt: `addEventListener('hostile', () => {}); return true;`,
    bitesBy: 'word',
  },
];
