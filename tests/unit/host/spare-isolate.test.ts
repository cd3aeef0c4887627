import { describe, expect, test } from 'vitest';
import type { IsolateHandle } from '../../../src/sandbox/host/isolate-handle.ts';
import { once } from '../../../src/sandbox/host/once.ts';
import { createSpareIsolate } from '../../../src/sandbox/host/spare-isolate.ts';

/** Isolates that only know their number and whether they are gone; those in `broken` do not start. */
function createSpawner(broken: readonly number[] = []) {
  const handles: IsolateHandle[] = [];
  let count = 0;
  let tellDisposed: (own: number) => void;
  const disposed = new Promise<number>((resolve) => {
    tellDisposed = resolve;
  });
  async function spawn(): Promise<IsolateHandle> {
    const own = ++count;
    await Promise.resolve();
    if (broken.includes(own)) throw new Error(`Isolate ${own} did not start.`);
    const handle = {
      post: () => undefined,
      listen: () => undefined,
      onCrash: () => () => undefined,
      dispose: () => tellDisposed(own),
    };
    handles.push(handle);
    return handle;
  }
  return { spawn, disposed, handles, count: () => count };
}

describe('a spare isolate', () => {
  test('is made once, however often it is prepared, and handed over once', async () => {
    const spawner = createSpawner();
    const spare = createSpareIsolate(spawner.spawn);
    spare.prepare();
    spare.prepare();
    expect(spawner.count()).toBe(1);
    const first = await spare.take();
    expect(first).toBe(spawner.handles[0]);
    expect(await spare.take()).toBe(spawner.handles[1]);
    expect(spawner.count()).toBe(2);
  });

  test('that did not start is replaced by a fresh one', async () => {
    const spawner = createSpawner([1]);
    const spare = createSpareIsolate(spawner.spawn);
    spare.prepare();
    expect(await spare.take()).toBe(spawner.handles[0]);
    expect(spawner.count()).toBe(2);
  });

  test('tells its trouble to the one who needs it, and tries again for the next', async () => {
    const spawner = createSpawner([1, 2]);
    const spare = createSpareIsolate(spawner.spawn);
    spare.prepare();
    await expect(spare.take()).rejects.toThrow('Isolate 2 did not start.');
    expect(await spare.take()).toBe(spawner.handles[0]);
  });

  test('is gone once it is dropped', async () => {
    const spawner = createSpawner();
    const spare = createSpareIsolate(spawner.spawn);
    spare.drop();
    spare.prepare();
    spare.drop();
    expect(await spare.take()).toBe(spawner.handles[1]);
    expect(await spawner.disposed).toBe(1);
  });
});

test('once remembers what it made, and forgets a failure', async () => {
  let count = 0;
  const make = once(async () => {
    await Promise.resolve();
    count += 1;
    if (count === 1) throw new Error('The first fails.');
    return count;
  });
  await expect(make()).rejects.toThrow('The first fails.');
  expect(await Promise.all([make(), make()])).toEqual([2, 2]);
});
