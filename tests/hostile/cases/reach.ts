import type { WorkerProbe } from '../support/worker-probe.ts';

/** Ways from a worker to the page that bite when `heard` in the page says so, or the attempt itself. */
export const reach: readonly WorkerProbe[] = [
  { name: 'postMessage', needs: 'postMessage', attempt: `postMessage('postMessage');`, isHeard: true },
  {
    name: 'BroadcastChannel',
    needs: 'BroadcastChannel',
    attempt: `new BroadcastChannel('hostile').postMessage('BroadcastChannel');`,
    isHeard: true,
  },
  { name: 'the address', needs: 'location', attempt: `return location.href.startsWith('blob:');` },
  { name: 'the browser', needs: 'navigator.userAgent', attempt: `return navigator.userAgent.length > 0;` },
  { name: 'the machine', needs: 'navigator.hardwareConcurrency', attempt: `return navigator.hardwareConcurrency > 0;` },
  {
    name: 'a channel',
    needs: 'MessageChannel',
    attempt: `return new MessageChannel().port1.postMessage !== undefined;`,
  },
  { name: 'the worker itself', needs: 'close', attempt: `return typeof close === 'function';` },
  {
    name: 'blobs that the engine keeps',
    needs: 'natives.createObjectURL',
    attempt: `return natives.createObjectURL(new natives.Blob([''])).startsWith('blob:');`,
  },
  {
    name: 'a worker from a blob',
    needs: 'natives.createObjectURL',
    attempt: `
      const worker = new Worker(natives.createObjectURL(new natives.Blob(['postMessage(1)'])));
      await new Promise((resolve, reject) => { worker.onmessage = resolve; worker.onerror = reject; });
      return true;`,
  },
  {
    name: 'WebAssembly',
    needs: 'WebAssembly',
    attempt: `return new WebAssembly.Memory({ initial: 1 }).buffer.byteLength > 0;`,
  },
  { name: 'weak references', needs: 'WeakRef', attempt: `return new WeakRef({}).deref() !== undefined;` },
  {
    name: 'events of the global object',
    needs: 'addEventListener',
    attempt: `addEventListener('hostile', () => {}); return true;`,
  },
  { name: 'code from strings', needs: 'eval', attempt: `return (0, eval)('1 + 1') === 2;` },
];

/** Names that reach for the page or for other workers, and that no worker of any engine has. */
export const pageNamesThatWorkersLack: readonly string[] = [
  ...['parent', 'top', 'opener', 'frames', 'document', 'window', 'history', 'frameElement', 'localStorage'],
  ...['sessionStorage', 'cookieStore', 'clients', 'registration', 'alert', 'confirm', 'prompt', 'print', 'open'],
];
