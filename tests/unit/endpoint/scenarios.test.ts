import { expect, test } from 'vitest';
import { createEndpoint } from '../../../src/sandbox/endpoint/create-endpoint.ts';
import { getScenario, resolveScenario, scenarioIds } from '../../../src/sandbox/endpoint/scenarios.ts';
import { open, refusals, resolved } from './support/ask.ts';

test('no two scenarios have one name', () => {
  expect(scenarioIds.length).toBeGreaterThan(20);
  expect(new Set(scenarioIds).size).toBe(scenarioIds.length);
});

test('an unknown scenario is told with the known ones', () => {
  expect(() => getScenario('rate-limitd')).toThrow(
    `Failed to find the scenario "rate-limitd": it is not defined. Use one of: ${scenarioIds.join(', ')}.`,
  );
});

test.for(scenarioIds)('%s has a title, a description, sane fields, and works at the edges of each', async (id) => {
  const { title, description, startAt, seed, fields } = getScenario(id);
  expect(title).toMatch(/^[A-Z].+[^.]$/);
  expect(description).toMatch(/\.$/);
  expect(new Date(startAt).toISOString()).toBe(startAt);
  expect(Number.isInteger(seed)).toBe(true);
  expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
  expect(resolveScenario(id)).toMatchObject({ kind: 'resolved', scenario: { id, startEpochMs: Date.parse(startAt) } });
  for (const { name, value, min, max, step } of fields) {
    expect(min).toBeLessThanOrEqual(value);
    expect(value).toBeLessThanOrEqual(max);
    for (const edge of [min, max]) {
      const resolution = resolveScenario(id, { [name]: edge });
      if (resolution.kind !== 'resolved') continue;
      const endpoint = createEndpoint(resolution.scenario, refusals, 1);
      const decision = await endpoint.decide({
        id: 1,
        t: 0,
        method: 'GET',
        url: (resolution.scenario.hosts[0]?.origin ?? '').replace('*', 'abc123.us-east-1.aws') + '/api/models',
        headers: [],
        body: null,
      });
      expect(decision.kind).toBe('response');
    }
    for (const outside of [min - step, max + step, Number.NaN, min + step / 2]) {
      const resolution = resolveScenario(id, { [name]: outside });
      expect(resolution).toMatchObject({ kind: 'problems', problems: [{ field: name }] });
    }
  }
});

test('is plain data once resolved, so that it can cross a thread', () => {
  for (const id of scenarioIds) expect(structuredClone(resolved(id))).toEqual(resolved(id));
});

test('keeps the numbers that are not named, and takes those that are', () => {
  expect(resolved('hf-hub-window', { limit: 7, remaining: 3 }).settings).toEqual({
    limit: 7,
    windowSeconds: 300,
    remaining: 3,
    resetSeconds: 55,
    latencyMs: 120,
  });
});

test.for([
  [
    'too much',
    'tgi-container',
    { limit: 5_000 },
    [{ field: 'limit', message: '“Slots” must be from 1 to 1,000; 5,000 is not.' }],
  ],
  [
    'no number',
    'tgi-container',
    { limit: Number.NaN },
    [{ field: 'limit', message: '“Slots” must be a number from 1 to 1,000.' }],
  ],
  [
    'between two steps',
    'fixed-window',
    { limit: 2.5 },
    [{ field: 'limit', message: '“Limit” goes in steps of 1; 2.5 lies between two of them.' }],
  ],
  [
    'an unknown name',
    'fixed-window',
    { limt: 5 },
    [
      {
        field: 'limt',
        message: 'This endpoint has no number "limt". Its numbers are: limit, windowSeconds, latencyMs.',
      },
    ],
  ],
  [
    'a name where there are none',
    'endpoint-paused',
    { limit: 5 },
    [{ field: 'limit', message: 'This endpoint has no number "limit". It has none.' }],
  ],
  [
    'two at once',
    'token-bucket',
    { capacity: 0, refillPerSecond: 0 },
    [
      { field: 'capacity', message: '“Burst” must be from 1 to 10,000 requests; 0 is not.' },
      { field: 'refillPerSecond', message: '“Refill” must be from 0.01 to 1,000 per second; 0 is not.' },
    ],
  ],
  [
    'more left than there can be',
    'hf-hub-window',
    { remaining: 1_001 },
    [{ field: 'remaining', message: 'No more than the limit can be left: at most 1,000.' }],
  ],
  [
    'a first window that is too long',
    'hf-hub-window-small',
    { resetSeconds: 11 },
    [{ field: 'resetSeconds', message: "The first window can't last longer than a whole one: at most 10 s." }],
  ],
  [
    'more commits left than there can be',
    'hf-hub-action-limit',
    { limit: 2 },
    [{ field: 'remaining', message: 'No more than the limit can be left: at most 2.' }],
  ],
  [
    'more tokens used than there are',
    'providers-rate-limit',
    { used: 300_001 },
    [{ field: 'used', message: 'No more than the limit can be used: at most 300,000.' }],
  ],
] as const)('explains what is wrong with a number: %s', ([, id, settings, problems]) => {
  expect(resolveScenario(id, settings)).toEqual({ kind: 'problems', problems });
});

test('a refusal that is not loaded is an author’s mistake', async () => {
  const endpoint = createEndpoint(resolved('endpoint-paused'), new Map(), 1);
  const url = 'https://abc.endpoints.huggingface.cloud/';
  const headers = [['authorization', 'Bearer hf_x']] as const;
  await expect(endpoint.decide({ id: 1, t: 0, method: 'GET', url, headers, body: null })).rejects.toThrow(
    'Failed to find the refusal "endpoint-paused/paused": it is not loaded.',
  );
  expect(open('endpoint-paused').finish(0, 1)).toEqual([]);
});
