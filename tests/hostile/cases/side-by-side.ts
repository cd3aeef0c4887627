import type { WorkerProbe } from '../support/worker-probe.ts';

const NOT_IN_WORKERS = 'No engine has it in a worker.';
const NOWHERE = { chromium: NOT_IN_WORKERS, firefox: NOT_IN_WORKERS, webkit: NOT_IN_WORKERS };

/** A turn of the event loop on the engine's own timers. */
const TURN = 'await new Promise((resolve) => { const { setTimeout: later } = natives; later(resolve, 1); });';

/** Ways from one worker to another of the same frame. Both try them at once: they say `ME`, and look for `OTHER`. */
export const sideBySide: readonly WorkerProbe[] = [
  {
    name: 'a broadcast',
    needs: 'BroadcastChannel',
    attempt: `
      const channel = new BroadcastChannel('side by side');
      await new Promise((resolve) => {
        channel.onmessage = ({ data }) => {
          if (data !== 'OTHER') return;
          channel.onmessage = null;
          channel.postMessage('ME');
          resolve();
        };
        channel.postMessage('ME');
      });
      return true;`,
    bitesBy: 'word',
  },
  {
    name: 'a lock',
    needs: 'navigator.locks',
    attempt: `
      navigator.locks.request('ME', () => new Promise(() => {}));
      for (;;) {
        const { held } = await navigator.locks.query();
        if (held.some(({ name }) => name === 'OTHER')) return true;
        ${TURN}
      }`,
    bitesBy: 'word',
  },
  {
    name: 'a cache',
    needs: 'caches',
    attempt: `
      await caches.open('ME');
      for (;;) { if (await caches.has('OTHER')) return true; ${TURN} }`,
    bitesBy: 'word',
  },
  {
    name: 'the code that they share',
    needs: 'importScripts',
    attempt: 'importScripts(location.href); return true;',
    bitesBy: 'word',
  },
  {
    name: 'an isolate of its own',
    needs: 'Worker',
    attempt: `
      const { port1, port2 } = new MessageChannel();
      new Worker(location.href).postMessage(null, [port2]);
      await new Promise((resolve) => { port1.onmessage = resolve; });
      return true;`,
    bitesBy: 'word',
  },
  { name: 'its name', needs: 'name', attempt: `return typeof name === 'string';`, bitesBy: 'word' },
  { name: 'the frame', needs: 'parent', attempt: 'return true;', bitesBy: 'word', harmlessIn: NOWHERE },
  { name: 'the opener', needs: 'opener', attempt: 'return true;', bitesBy: 'word', harmlessIn: NOWHERE },
  { name: 'a shared worker', needs: 'SharedWorker', attempt: 'return true;', bitesBy: 'word', harmlessIn: NOWHERE },
];
