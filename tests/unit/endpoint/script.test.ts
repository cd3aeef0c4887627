import { expect, test } from 'vitest';
import { createEndpoint } from '../../../src/sandbox/endpoint/create-endpoint.ts';
import type { ResolvedScenario } from '../../../src/sandbox/endpoint/scenario.ts';
import { planScripted, type NamedInstant, type ScriptedAnswer } from '../../../src/sandbox/endpoint/script.ts';

const START = Date.parse('2026-11-24T02:00:00.000Z');

const scripted = (answers: readonly ScriptedAnswer[], perBody = false): ResolvedScenario => ({
  id: 'scripted',
  startEpochMs: START,
  seed: 0,
  settings: {},
  gates: {},
  hosts: [
    {
      origin: 'https://api.example.com',
      style: 'json',
      routes: [{ method: 'ANY', path: '/*', does: { kind: 'script', answers, perBody }, gates: [] }],
    },
  ],
  timing: { latencyMs: 0, jitter: 0, refusalMs: 0 },
});

async function statuses(
  answers: readonly ScriptedAnswer[],
  count: number,
  bodies: readonly string[] = [],
): Promise<readonly unknown[]> {
  const endpoint = createEndpoint(scripted(answers, bodies.length > 0), new Map(), 1);
  const seen: unknown[] = [];
  for (let id = 1; id <= count; id += 1) {
    const decision = await endpoint.decide({
      id,
      t: id * 100,
      method: 'POST',
      url: 'https://api.example.com/v1',
      headers: [],
      body: new TextEncoder().encode(bodies[id - 1]),
    });
    seen.push(decision.kind === 'response' ? decision.response.status : decision.message);
  }
  return seen;
}

test('each request gets the next answer, and all further ones the last', async () => {
  expect(await statuses([{ status: 429 }, { status: 503 }, { status: 200 }], 5)).toEqual([429, 503, 200, 200, 200]);
});

test('a script that counts by the body begins anew for each', async () => {
  const answers = [{ status: 429 }, { status: 503 }, { status: 200 }];
  expect(await statuses(answers, 5, ['a', 'b', 'a', 'b', 'a'])).toEqual([429, 429, 503, 503, 200]);
});

test('two endpoints with one script each begin at its beginning', async () => {
  const answers = [{ status: 429 }, { status: 200 }];
  expect(await statuses(answers, 2)).toEqual([429, 200]);
  expect(await statuses(answers, 2)).toEqual([429, 200]);
});

test('a script without an answer is an error that says what to do', async () => {
  await expect(statuses([], 1)).rejects.toThrow('Give it one at least.');
});

test.each<[NamedInstant, string]>([
  [{ inSeconds: 30, as: 'http-date' }, 'Tue, 24 Nov 2026 02:00:32 GMT'],
  [{ inSeconds: -60, as: 'http-date' }, 'Tue, 24 Nov 2026 01:59:02 GMT'],
  [{ inSeconds: 30, as: 'rfc-850' }, 'Tuesday, 24-Nov-26 02:00:32 GMT'],
  [{ inSeconds: 30, as: 'asctime' }, 'Tue Nov 24 02:00:32 2026'],
  [{ inSeconds: 30, as: 'iso-date' }, '2026-11-24T02:00:31.020Z'],
  [{ inSeconds: 30, as: 'epoch-seconds' }, String(START / 1_000 + 32)],
  [{ inSeconds: 30, as: 'epoch-ms' }, String(START + 31_020)],
])('a header names the instant %o, counted from the answer', (instant, written) => {
  const { headers } = planScripted({ status: 429, headers: [['retry-after', instant]] }, START + 1_000);
  expect(headers).toEqual([['retry-after', written]]);
});

test('an answer ends as its script says', () => {
  const planOf = (end: NonNullable<ScriptedAnswer['end']>) =>
    planScripted({ status: 200, body: '{"answer":"yes"}', afterMs: 50, end }, START);
  expect(planOf('close')).toMatchObject({
    headersAfterMs: 50,
    chunks: [{ text: '{"answer":"yes"}' }],
    end: { kind: 'close', afterMs: 50 },
  });
  expect(planOf('drop')).toMatchObject({ headersAfterMs: null, chunks: [], end: { kind: 'drop', afterMs: 50 } });
  expect(planOf('drop-midway')).toMatchObject({
    headersAfterMs: 50,
    chunks: [{ text: '{"answer' }],
    end: { kind: 'drop' },
  });
  expect(planOf('never')).toMatchObject({ headersAfterMs: null, chunks: [], end: { kind: 'never' } });
  expect(planOf('stall')).toMatchObject({ headersAfterMs: 50, chunks: [{ text: '{"answer' }], end: { kind: 'never' } });
});
