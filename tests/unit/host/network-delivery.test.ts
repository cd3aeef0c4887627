import { expect, test } from 'vitest';
import type { ScheduledEnd, ScheduledResponse } from '../../../src/sandbox/endpoint/endpoint-types.ts';
import { createDelivery } from '../../../src/sandbox/host/network-delivery.ts';
import type { NetworkPanel } from '../../../src/sandbox/host/network-panel.ts';

const request = { id: 1, t: 0, method: 'GET', url: 'https://api.example.com/x', headers: [], body: null };

function answered(end: ScheduledEnd, headersAtMs: number | null = 5): () => Promise<ScheduledResponse> {
  const chunks = headersAtMs === null ? [] : ['one', 'two'].map((text) => ({ atMs: 5, bytes: Buffer.from(text) }));
  const headers = [['retry-after', '2']] as const;
  return () =>
    Promise.resolve({ id: 1, status: 429, statusText: 'Too Many', headers, beginsAtMs: 0, headersAtMs, chunks, end });
}

/** Sends like the panel does, and keeps what it would show. */
function createPanel() {
  const shown: Response[] = [];
  const send: NetworkPanel['send'] = async (_request, respond) => {
    const response = await respond();
    shown.push(response);
    if (response.type === 'error') throw new TypeError('Failed to fetch');
  };
  return { shown, send };
}

test('shows an answer whole and at once, however it is spread in time', async () => {
  for (const end of [{ kind: 'close', atMs: 900 }, { kind: 'never' }] as const) {
    const panel = createPanel();
    await createDelivery(panel, expect.unreachable).transport(request, answered(end));
    const [response] = panel.shown;
    expect(response?.status).toBe(429);
    expect(response?.headers.get('retry-after')).toBe('2');
    expect(await response?.text()).toBe('onetwo');
  }
});

test('shows a request that gets no whole answer as a failed one, which is no trouble', async () => {
  const none = () => Promise.resolve(undefined);
  const cut = answered({ kind: 'drop', atMs: 9 });
  for (const answer of [none, cut, answered({ kind: 'drop', atMs: 9 }, null), answered({ kind: 'never' }, null)]) {
    const panel = createPanel();
    const delivery = createDelivery(panel, expect.unreachable);
    await delivery.transport(request, answer);
    await delivery.transport(request, answer);
    expect(panel.shown.map(({ type }) => type)).toEqual(['error', 'error']);
  }
});

test('says once that requests got lost, and sends no more', async () => {
  let lost = 0;
  let sent = 0;
  const send = () => Promise.reject(new Error(`lost ${++sent}`));
  const delivery = createDelivery({ send }, () => (lost += 1));
  await delivery.transport(request, expect.unreachable);
  await delivery.transport(request, expect.unreachable);
  expect({ lost, sent }).toEqual({ lost: 1, sent: 1 });
});

test('does not wait for a request that never comes back', async () => {
  let limitMs = 0;
  let lost = 0;
  const delivery = createDelivery(
    { send: () => new Promise(() => undefined) },
    () => (lost += 1),
    (run, delayMs) => {
      limitMs = delayMs;
      queueMicrotask(run);
      return () => undefined;
    },
  );
  await delivery.transport(request, expect.unreachable);
  expect({ limitMs, lost }).toEqual({ limitMs: 5_000, lost: 1 });
});

test('once the run is over, calls off what is under way and sends nothing more', async () => {
  let sent = 0;
  const send: NetworkPanel['send'] = (_request, _respond, signal) => {
    sent += 1;
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('Aborted.'))));
  };
  const delivery = createDelivery({ send }, expect.unreachable);
  const under = delivery.transport(request, expect.unreachable);
  delivery.close();
  await under;
  await delivery.transport(request, expect.unreachable);
  expect(sent).toBe(1);
});
