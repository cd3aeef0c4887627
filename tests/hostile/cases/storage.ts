import type { WorkerProbe } from '../support/worker-probe.ts';

const NO_STORAGE = 'Its workers have no storage manager.';

/** Every place in which a worker could leave something for later. */
export const storage: readonly WorkerProbe[] = [
  {
    name: 'indexedDB',
    needs: 'indexedDB',
    attempt: `
      const request = indexedDB.open('hostile');
      await new Promise((resolve, reject) => { request.onsuccess = resolve; request.onerror = reject; });
      return request.result.name === 'hostile';`,
    bitesBy: 'word',
  },
  {
    name: 'caches',
    passesTheFrameIn: { webkit: 'It keeps caches for opaque origins, too; they end with the frame.' },
    needs: 'caches',
    attempt: `await (await caches.open('hostile')).put('http://left.test/', new natives.Response('over')); return caches.has('hostile');`,
    bitesBy: 'word',
  },
  {
    name: 'files of the origin',
    harmlessIn: { webkit: NO_STORAGE },
    needs: 'navigator.storage.getDirectory',
    attempt: `const folder = await navigator.storage.getDirectory(); await folder.getFileHandle('left', { create: true }); return true;`,
    bitesBy: 'word',
  },
  {
    name: 'how much is stored',
    harmlessIn: { webkit: NO_STORAGE },
    needs: 'navigator.storage.estimate',
    attempt: `return typeof (await navigator.storage.estimate()).usage === 'number';`,
    bitesBy: 'word',
  },
  {
    name: 'locks',
    needs: 'navigator.locks',
    attempt: `return navigator.locks.request('hostile', (lock) => lock.name === 'hostile');`,
    bitesBy: 'word',
  },
  {
    name: 'service workers',
    harmlessIn: { chromium: 'Its workers know of no service workers.' },
    passesTheFrameIn: { webkit: 'It answers an opaque origin, too, that there are none.' },
    needs: 'navigator.serviceWorker',
    attempt: `return Array.isArray(await navigator.serviceWorker.getRegistrations());`,
    bitesBy: 'word',
  },
];
