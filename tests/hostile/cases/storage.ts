import type { WorkerProbe } from '../support/worker-probe.ts';

/** Every place in which a worker could leave something for later. */
export const storage: readonly WorkerProbe[] = [
  {
    name: 'indexedDB',
    needs: 'indexedDB',
    attempt: `
      const request = indexedDB.open('hostile');
      await new Promise((resolve, reject) => { request.onsuccess = resolve; request.onerror = reject; });
      return request.result.name === 'hostile';`,
  },
  {
    name: 'caches',
    needs: 'caches',
    attempt: `await (await caches.open('hostile')).put('http://left.test/', new natives.Response('over')); return caches.has('hostile');`,
  },
  {
    name: 'files of the origin',
    needs: 'navigator.storage.getDirectory',
    attempt: `const folder = await navigator.storage.getDirectory(); await folder.getFileHandle('left', { create: true }); return true;`,
  },
  {
    name: 'how much is stored',
    needs: 'navigator.storage.estimate',
    attempt: `return typeof (await navigator.storage.estimate()).usage === 'number';`,
  },
  {
    name: 'locks',
    needs: 'navigator.locks',
    attempt: `return navigator.locks.request('hostile', (lock) => lock.name === 'hostile');`,
  },
  {
    name: 'service workers',
    needs: 'navigator.serviceWorker',
    absentIn: ['chromium'],
    attempt: `return Array.isArray(await navigator.serviceWorker.getRegistrations());`,
  },
];
