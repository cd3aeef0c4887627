import { expect, test } from 'vitest';
import { createSharedPanel } from '../../../src/sandbox/element/shared-panel.ts';
import type { NetworkPanel } from '../../../src/sandbox/host/network-panel.ts';
import { NetworkTroubleError, troubleSentence } from '../../../src/sandbox/host/network-trouble.ts';

/** A panel of which each opening is written down, and answered as `opens` says. */
function setUp(opens: readonly ('open' | Error)[], isOn = false) {
  const log: string[] = [];
  const said: string[] = [];
  let count = 0;
  const panel = createSharedPanel({
    isOn,
    clean: () => Promise.resolve(void log.push('clean')),
    async open(): Promise<NetworkPanel> {
      const how = opens[count] ?? 'open';
      count += 1;
      log.push(`open ${count}`);
      const own = count;
      await Promise.resolve();
      if (how instanceof Error) throw how;
      return {
        send: () => Promise.reject(new Error('Gone.')),
        close: () => Promise.resolve(void log.push(`close ${own}`)),
      };
    },
  });
  panel.subscribe(() => said.push(panel.words()));
  return { panel, log, said };
}

test('opens one way for all runs', async () => {
  const { panel, log } = setUp([]);
  panel.turn(true);
  expect(await panel.openDelivery()).toBeDefined();
  expect(await panel.openDelivery()).toBeDefined();
  expect(log).toEqual(['open 1']);
  expect(panel.words()).toMatch(/developer tools.*tokens are masked/);
});

test('a wish from before a reload is fulfilled by the first run', async () => {
  const { panel, log } = setUp([], true);
  expect(log).toEqual([]);
  expect(await panel.openDelivery()).toBeDefined();
  expect(log).toEqual(['open 1']);
});

test('off closes it, says nothing, and gives runs no way', async () => {
  const { panel, log } = setUp([]);
  panel.turn(true);
  expect(await panel.openDelivery()).toBeDefined();
  panel.turn(false);
  expect(await panel.openDelivery()).toBeUndefined();
  expect(log).toEqual(['open 1', 'close 1']);
  expect(panel.words()).toBe('');
});

test('opens and closes one after the other, however fast it is turned', async () => {
  const { panel, log } = setUp([]);
  for (const on of [true, false, true, false, true]) panel.turn(on);
  await panel.openDelivery();
  expect(log).toEqual(['open 1']);
  panel.turn(false);
  panel.turn(true);
  expect(await panel.openDelivery()).toBeDefined();
  expect(log).toEqual(['open 1']);
});

test('off takes away what an earlier visit left, even if it was never open in this one', async () => {
  const { panel, log } = setUp([], true);
  panel.turn(false);
  expect(await panel.openDelivery()).toBeUndefined();
  expect(log).toEqual(['clean']);
});

test('runs while it is off have nothing to open or close', async () => {
  const { panel, log, said } = setUp([]);
  expect(await panel.openDelivery()).toBeUndefined();
  expect({ log, said }).toEqual({ log: [], said: [] });
});

test('says why it can’t be had; the next run tries again', async () => {
  const { panel, said } = setUp([new NetworkTroubleError('refused'), new TypeError('Failed to load a script.')]);
  panel.turn(true);
  expect(await panel.openDelivery()).toBeUndefined();
  expect(said).toContain(troubleSentence('refused'));
  expect(panel.words()).toBe(troubleSentence('not-loaded'));
  expect(await panel.openDelivery()).toBeDefined();
});

test('a way that got lost is closed, told of, and opened anew by the next run', async () => {
  const { panel, log } = setUp([]);
  panel.turn(true);
  const delivery = await panel.openDelivery();
  const request = { id: 1, t: 0, method: 'GET', url: 'https://api.example.com/', headers: [], body: null };
  await delivery?.transport(request, expect.unreachable);
  expect(panel.words()).toBe(troubleSentence('lost'));
  expect(await panel.openDelivery()).toBeDefined();
  expect(log).toEqual(['open 1', 'close 1', 'open 2']);
});
