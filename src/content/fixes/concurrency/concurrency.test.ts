// SPDX-License-Identifier: MIT-0
// concurrency 1.0.1 sha256:9f2bd05c3c36492c https://try-again-later.example/fixes/concurrency/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
import { expect, test } from 'vitest';
import { createConcurrencyCap, QueueFullError } from './concurrency.js';

/** A task that begins when the cap lets it, and ends when the test says. */
function createTask<T>(value: T) {
  let finish = (): void => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    finish = () => resolve(value);
    fail = reject;
  });
  const task = {
    hasBegun: false,
    finish,
    fail,
    run: () => {
      task.hasBegun = true;
      return promise;
    },
  };
  return task;
}

/** Lets everything happen that waits for nothing but promises. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('runs no more at once than its cap, in the order in which they came', async () => {
  const cap = createConcurrencyCap({ maxInFlight: 2 });
  const tasks = [0, 1, 2, 3].map(createTask);
  const results = Promise.all(tasks.map(({ run }) => cap.run(run)));
  await settle();
  expect(tasks.map(({ hasBegun }) => hasBegun)).toEqual([true, true, false, false]);
  expect([cap.inFlight, cap.queued]).toEqual([2, 2]);
  tasks[1]?.finish();
  await settle();
  expect(tasks.map(({ hasBegun }) => hasBegun)).toEqual([true, true, true, false]);
  for (const { finish } of tasks) finish();
  expect(await results).toEqual([0, 1, 2, 3]);
  expect([cap.inFlight, cap.queued]).toEqual([0, 0]);
});

test('a task that fails frees its slot, and its error is the caller’s', async () => {
  const cap = createConcurrencyCap({ maxInFlight: 1 });
  const [bad, good] = [createTask('bad'), createTask('good')];
  const failed = cap.run(bad.run).catch((error: unknown) => error);
  const next = cap.run(good.run);
  const error = new Error('no');
  bad.fail(error);
  expect(await failed).toBe(error);
  good.finish();
  expect(await next).toBe('good');
});

test('a task that throws at once frees its slot too', async () => {
  const cap = createConcurrencyCap({ maxInFlight: 1 });
  const thrown = cap.run(() => {
    throw new Error('at once');
  });
  await expect(thrown).rejects.toThrow('at once');
  expect(cap.inFlight).toBe(0);
});

test('a full queue refuses at once, and says how full it is', async () => {
  const cap = createConcurrencyCap({ maxInFlight: 1, maxQueued: 1 });
  const [first, second, third] = [createTask(1), createTask(2), createTask(3)];
  const taken = [cap.run(first.run), cap.run(second.run)];
  const refused = await cap.run(third.run).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(QueueFullError);
  expect(refused).toMatchObject({ name: 'QueueFullError', inFlight: 1, queued: 1 });
  expect(String(refused)).toContain('1 tasks are in flight and 1 wait');
  expect(third.hasBegun).toBe(false);
  first.finish();
  second.finish();
  expect(await Promise.all(taken)).toEqual([1, 2]);
});

test('a queue has an end if none is set', async () => {
  const cap = createConcurrencyCap({ maxInFlight: 1 });
  const task = createTask('done');
  const taken = Array.from({ length: 1001 }, () => cap.run(task.run));
  await expect(cap.run(task.run)).rejects.toThrow(QueueFullError);
  task.finish();
  await Promise.all(taken);
});

test('rounds its bounds down: 2.5 slots are 2, and room for 1.9 is room for one', async () => {
  const cap = createConcurrencyCap({ maxInFlight: 2.5, maxQueued: 1.9 });
  const task = createTask('done');
  const taken = [0, 1, 2].map(() => cap.run(task.run));
  await expect(cap.run(task.run)).rejects.toThrow(QueueFullError);
  expect([cap.inFlight, cap.queued]).toEqual([2, 1]);
  task.finish();
  await Promise.all(taken);
});

test('an abort takes a waiting task out of the queue, and leaves the others their order', async () => {
  const cap = createConcurrencyCap({ maxInFlight: 1 });
  const [first, second, third] = [createTask(1), createTask(2), createTask(3)];
  const controller = new AbortController();
  const running = cap.run(first.run);
  const aborted = cap.run(second.run, controller.signal).catch((error: unknown) => error);
  const last = cap.run(third.run);
  const reason = { code: 7 };
  controller.abort(reason);
  expect(await aborted).toBe(reason);
  expect(cap.queued).toBe(1);
  first.finish();
  expect(await running).toBe(1);
  third.finish();
  expect(await last).toBe(3);
  expect(second.hasBegun).toBe(false);
});

test('a caller that has aborted already gets nothing begun, and an abort later harms nobody', async () => {
  const cap = createConcurrencyCap({ maxInFlight: 1 });
  const task = createTask('done');
  await expect(cap.run(task.run, AbortSignal.abort())).rejects.toThrow();
  expect([task.hasBegun, cap.inFlight]).toEqual([false, 0]);
  const controller = new AbortController();
  const begun = cap.run(task.run, controller.signal);
  controller.abort();
  task.finish();
  expect(await begun).toBe('done');
  expect(cap.inFlight).toBe(0);
});

test.each([
  [{ maxInFlight: 0 }, 'maxInFlight must be 1 or more; it is 0'],
  [{ maxInFlight: 0.9 }, 'maxInFlight must be 1 or more; it is 0.9'],
  [{ maxInFlight: NaN }, 'maxInFlight must be 1 or more; it is NaN'],
  [{ maxInFlight: 1, maxQueued: -0.5 }, 'maxQueued must be 0 or more; it is -0.5'],
  [{ maxInFlight: 1, maxQueued: NaN }, 'maxQueued must be 0 or more; it is NaN'],
])('refuses %o, and says so', (options, message) => {
  expect(() => createConcurrencyCap(options)).toThrow(new RangeError(message));
});
