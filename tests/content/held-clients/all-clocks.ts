import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { performance as hooks } from 'node:perf_hooks';
import { setTimeout as setTimer } from 'node:timers';
import { scheduler, setInterval as everySecond, setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const timers = createRequire(import.meta.url)('timers') as {
  setTimeout: (done: (value: unknown) => void, delayMs: number) => void;
};

/** Waits in every way that Node knows, a second each, and says how late it was by every clock. */
export async function call(): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await new Promise((resolve) => setTimer(resolve, 1_000));
  await new Promise((resolve) => timers.setTimeout(resolve, 1_000));
  await wait(1_000);
  await scheduler.wait(1_000);
  await promisify(setTimeout)(1_000);
  for await (const value of everySecond(1_000, 'once')) if (value === 'once') break;
  const begun = setTimeout(() => undefined, 500);
  begun.refresh();
  await new Promise<void>((resolve) => {
    const signal = AbortSignal.timeout(1_000);
    // A timeout holds nothing open by itself.
    const open = setInterval(() => undefined, 5_000);
    signal.onabort = () => {
      clearInterval(open);
      resolve();
    };
  });
  const aborted = await wait(9_000, undefined, { signal: AbortSignal.abort() }).catch((error: Error) => error.name);
  const ms = [performance.now(), hooks.now(), process.uptime() * 1_000, Number(process.hrtime.bigint()) / 1e6];
  return {
    ms: [...ms, process.hrtime()[0] * 1_000],
    date: new Date().toISOString(),
    aborted,
    chance: [Math.random(), randomInt(1_000_000), randomUUID(), crypto.randomUUID(), randomBytes(4).toString('hex')],
  };
}
