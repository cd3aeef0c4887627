import { expect, test } from 'vitest';
import { createPlayer, type Player } from '../../../src/local-endpoint/player.ts';
import type { Arrival } from '../../../src/local-endpoint/arrival.ts';
import type { Wire } from '../../../src/local-endpoint/wire.ts';
import { createEndpoint } from '../../../src/sandbox/endpoint/create-endpoint.ts';
import { createRecorder, type Recorder } from '../../../src/sandbox/host/recorder.ts';
import type { Endpoint } from '../../../src/sandbox/endpoint/endpoint-types.ts';
import { createScriptedEndpoint } from '../../support/scripted-endpoint.ts';
import { refusals, resolved } from '../endpoint/support/ask.ts';

const START = Date.UTC(2026, 10, 24, 2);

interface Stage {
  readonly player: Player;
  readonly recorder: Recorder;
  /** What each client got, and when: `1 head 200 @0`. */
  readonly got: string[];
  ask(id: number, arrival?: Partial<Arrival>): Promise<void>;
}

function setUp(endpoint: Endpoint): Stage {
  const recorder = createRecorder({ scenario: 'test', seed: 1, startEpochMs: START });
  const player = createPlayer({ endpoint, recorder, startEpochMs: START });
  const got: string[] = [];
  const wireOf = (id: number): Wire => {
    const say = (what: string): void => void got.push(`${id} ${what} @${player.nowMs()}`);
    return {
      head: ({ status, epochMs }) => say(`head ${status} ${new Date(epochMs).toISOString().slice(17, 23)}`),
      chunk: (bytes) => say(`chunk ${new TextDecoder().decode(bytes)}`),
      close: () => say('close'),
      drop: () => say('drop'),
      refuse: (message) => say(`refuse ${message}`),
    };
  };
  const plain: Arrival = {
    method: 'GET',
    url: 'https://api.example.com/items',
    headers: [['authorization', 'Bearer hf_secret']],
    body: null,
    takesTime: false,
    movesClock: false,
    timeoutMs: undefined,
  };
  return { player, recorder, got, ask: (id, arrival) => player.receive(id, { ...plain, ...arrival }, wireOf(id)) };
}

const scripted = (...script: Parameters<typeof createScriptedEndpoint>[0]): Stage =>
  setUp(createScriptedEndpoint(script));
const scenario = (id: string, settings: Readonly<Record<string, number>> = {}): Stage =>
  setUp(createEndpoint(resolved(id, settings), refusals, 1));
const kinds = ({ recorder }: Stage): string[] =>
  recorder.trace().events.map((event) => {
    const what = event.kind === 'limit' ? ` ${event.change} ${event.remaining}` : '';
    return `${event.t} ${event.kind}${'id' in event ? ` ${event.id}` : ''}${what}`;
  });

const TWO_CHUNKS = {
  headersAfterMs: 10,
  chunks: [
    { afterMs: 20, text: 'one' },
    { afterMs: 30, text: 'two' },
  ],
};

test('an answer that takes its time comes part by part, as the clock moves', async () => {
  const stage = scripted(TWO_CHUNKS);
  await stage.ask(1, { takesTime: true });
  expect(stage.got).toEqual([]);
  stage.player.advanceTo(19);
  expect(stage.got).toEqual(['1 head 200 00.010 @10']);
  expect(stage.player.open()).toBe(1);
  stage.player.advanceTo(500);
  expect(stage.got.slice(1)).toEqual(['1 chunk one @20', '1 chunk two @30', '1 close @30']);
  expect([stage.player.nowMs(), stage.player.open()]).toEqual([500, 0]);
  expect(kinds(stage)).toEqual(['0 request 1', '10 response 1', '20 chunk 1', '30 chunk 1']);
});

test('an answer whose work takes no time comes at once, in as many parts', async () => {
  const stage = scripted(TWO_CHUNKS);
  await stage.ask(1);
  expect(stage.got).toEqual(['1 head 200 00.000 @0', '1 chunk one @0', '1 chunk two @0', '1 close @0']);
  expect(stage.player.nowMs()).toBe(0);
});

test('a trace hides the token', async () => {
  const stage = scripted({});
  await stage.ask(1);
  expect(JSON.stringify(stage.recorder.trace())).not.toContain('hf_secret');
  expect(stage.recorder.trace().events[0]).toMatchObject({ headers: [['authorization', 'Bearer ****']] });
});

test('a slot stays taken until the clock has passed the end of the work, though the answer is there', async () => {
  const stage = scenario('concurrency', { limit: 1, latencyMs: 2_000 });
  await stage.ask(1);
  await stage.ask(2);
  stage.player.advanceTo(1_999);
  await stage.ask(3);
  stage.player.advanceTo(2_000);
  await stage.ask(4);
  expect(stage.got.filter((line) => line.includes(' head '))).toEqual([
    '1 head 200 00.000 @0',
    '2 head 429 00.000 @0',
    '3 head 429 01.999 @1999',
    '4 head 200 02.000 @2000',
  ]);
  expect(kinds(stage)).toContain('2000 limit 1 released 1');
});

test('who waits in a queue gets the answer when the work begins', async () => {
  const stage = scenario('concurrency-queue', { limit: 1, queue: 2, latencyMs: 2_000 });
  await stage.ask(1);
  await stage.ask(2);
  await stage.ask(3);
  expect(stage.player.open()).toBe(2);
  stage.player.advanceTo(10_000);
  expect(stage.got.filter((line) => line.includes('close'))).toEqual(['1 close @0', '2 close @2000', '3 close @4000']);
});

test('a client that leaves the queue lets the next one forward', async () => {
  const stage = scenario('concurrency-queue', { limit: 1, queue: 2, latencyMs: 2_000 });
  await stage.ask(1);
  await stage.ask(2);
  await stage.ask(3);
  stage.player.advanceTo(500);
  stage.player.disconnect(2);
  stage.player.advanceTo(2_000);
  expect(stage.got.filter((line) => line.includes('close'))).toEqual(['1 close @0', '3 close @2000']);
  expect(kinds(stage)).toContain('500 abort 2');
  expect(stage.player.open()).toBe(0);
});

test('a client that leaves during the work frees its slot at once', async () => {
  const stage = scenario('concurrency', { limit: 1, latencyMs: 2_000 });
  await stage.ask(1, { takesTime: true });
  stage.player.disconnect(1);
  await stage.ask(2, { takesTime: true });
  stage.player.advanceTo(2_000);
  expect(stage.got).toEqual(['2 head 200 02.000 @2000', '2 chunk {"ok":true,"request":2} @2000', '2 close @2000']);
});

test('a client that leaves after its answer changes nothing', async () => {
  const stage = scenario('concurrency', { limit: 1, latencyMs: 2_000 });
  await stage.ask(1);
  stage.player.disconnect(1);
  await stage.ask(2);
  expect(stage.got.at(0)).toBe('1 head 200 00.000 @0');
  expect(stage.got).toContain('2 head 429 00.000 @0');
  expect(kinds(stage).join()).not.toContain('abort');
});

test('a client that blocks moves the clock until it is answered, and no further', async () => {
  const stage = scenario('concurrency-queue', { limit: 1, queue: 2, latencyMs: 2_000 });
  await stage.ask(1);
  await stage.ask(2, { movesClock: true, timeoutMs: 60_000 });
  expect(stage.got.at(-1)).toBe('2 close @2000');
  expect(stage.player.nowMs()).toBe(2_000);
  stage.player.advanceTo(100_000);
  expect(kinds(stage).join()).not.toContain('abort');
});

test('a client that blocks is cut off when its own timeout is reached, which frees its place', async () => {
  const stage = scenario('concurrency-queue', { limit: 1, queue: 1, latencyMs: 2_000 });
  await stage.ask(1);
  await stage.ask(2, { movesClock: true, timeoutMs: 300 });
  expect(stage.got.at(-1)).toBe('2 drop @300');
  expect(stage.recorder.trace().events).toContainEqual({ t: 300, kind: 'abort', id: 2, reason: 'TimeoutError' });
  await stage.ask(3);
  expect(stage.player.open()).toBe(1);
});

test('at one instant a timeout comes before the answer, as in the page', async () => {
  const stage = scripted({ headersAfterMs: 300, chunks: [{ afterMs: 300, text: 'late' }] });
  await stage.ask(1, { takesTime: true, movesClock: true, timeoutMs: 300 });
  expect(stage.got).toEqual(['1 drop @300']);
});

test.each([
  ['never answers', { headersAfterMs: null, chunks: [], end: 'never' as const }, []],
  ['stops halfway', { chunks: [{ afterMs: 50, text: 'half' }], end: 'never' as const }, ['head', 'chunk']],
])('a server that %s holds the connection until the client leaves', async (_, answer, parts) => {
  const stage = scripted(answer);
  await stage.ask(1, { takesTime: true, movesClock: true });
  expect(stage.got.map((line) => line.split(' ')[1])).toEqual(parts);
  expect(stage.player.open()).toBe(1);
  stage.player.advanceTo(1_000_000);
  expect(stage.player.open()).toBe(1);
  stage.player.disconnect(1);
  expect(stage.player.open()).toBe(0);
});

test('a request that nothing will answer does not move the clock to what others are due', async () => {
  const stage = scripted({}, { headersAfterMs: null, chunks: [], end: 'never' });
  await stage.ask(1);
  expect(stage.player.nextMs()).toBe(50);
  await stage.ask(2, { takesTime: true, movesClock: true });
  expect(stage.player.nowMs()).toBe(0);
});

test('a connection that the server drops is an error of the network', async () => {
  const stage = scripted({ end: 'drop' });
  await stage.ask(1);
  expect(stage.got.at(-1)).toBe('1 drop @0');
  expect(stage.recorder.trace().events.at(-1)).toMatchObject({ kind: 'error', origin: 'network', id: 1 });
  expect(stage.player.open()).toBe(0);
});

test('an address without a server is told in words of the endpoint', async () => {
  const stage = scenario('concurrency');
  await stage.ask(1, { url: 'https://nowhere.example/' });
  expect(stage.got).toEqual([
    '1 refuse fetch failed: no server answers at https://nowhere.example. This endpoint answers at https://api.example.com. @0',
  ]);
  expect(kinds(stage)).toEqual(['0 request 1', '0 error 1']);
});
