import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Limiter } from '../../../src/sandbox/endpoint/limiter.ts';
import { createConcurrency } from '../../../src/sandbox/endpoint/limiters/concurrency.ts';
import { expectTruthful, histories, type Call } from './support/history.ts';
import { slotsByTick } from './support/slots-by-tick.ts';

const options = fc
  .record({
    limit: fc.integer({ min: 1, max: 4 }),
    queueLimit: fc.integer({ min: 0, max: 4 }),
    queueTimeoutMs: fc.option(fc.integer({ min: 1, max: 40 }), { nil: Infinity }),
  })
  .chain((rule) =>
    fc.record({
      limit: fc.constant(rule.limit),
      queueLimit: fc.constant(rule.queueLimit),
      queueTimeoutMs: fc.constant(rule.queueTimeoutMs),
      others: fc
        .record({ slots: fc.nat({ max: rule.limit }), fromMs: fc.integer({ min: 1, max: 60 }), spanMs: fc.nat(40) })
        .map(({ slots, fromMs, spanMs }) => ({ slots, fromMs, toMs: fromMs + spanMs })),
    }),
  );
const calls = histories({ maxGapMs: 12, maxServiceMs: 30, maxCost: 3, aborts: true });

/** What a limiter said last about each request: when work on it begins, or when it is refused. */
function promises(limiter: Limiter, history: readonly Call[]): Map<number, string> {
  const said = new Map<number, string>();
  for (const call of history) {
    if (call.kind === 'request') {
      const { id } = call.arrival;
      const verdict = limiter.request(call.arrival);
      if (verdict.allowed) said.set(id, `starts at ${verdict.startsAtMs}`);
      else said.set(id, verdict.answersAtMs === call.arrival.t ? 'refused' : `refused at ${verdict.answersAtMs}`);
    } else {
      for (const { id, startsAtMs, answersAtMs } of limiter.abort(call.t, call.id)) {
        said.set(id, answersAtMs === undefined ? `starts at ${startsAtMs}` : `refused at ${answersAtMs}`);
      }
    }
  }
  return said;
}

test('foretells what a server without foresight does, aborts and waits in vain included', () => {
  fc.assert(
    fc.property(options, calls, (rule, history) => {
      const said = promises(createConcurrency(rule), history);
      const { fates, mostUsed } = slotsByTick(rule, history);
      expect(mostUsed).toBeLessThanOrEqual(rule.limit);
      for (const [id, fate] of fates) {
        if (fate.outcome === 'turned-away') expect(said.get(id)).toBe('refused');
        if (fate.outcome === 'served') expect(said.get(id)).toBe(`starts at ${fate.startedAtMs}`);
        if (fate.outcome === 'timed-out') expect(said.get(id)).toBe(`refused at ${fate.timedOutAtMs}`);
      }
    }),
    { numRuns: 400 },
  );
});

test('tells the truth in remaining and retryAfterMs', () => {
  fc.assert(fc.property(options, calls, (rule, history) => expectTruthful(() => createConcurrency(rule), history)));
});

const request = (limiter: Limiter, t: number, id: number, serviceMs = 100) => limiter.request({ t, id, serviceMs });

test('refuses at once when every slot is taken and there is no queue', () => {
  const limiter = createConcurrency({ limit: 2, queueLimit: 0 });
  expect(request(limiter, 0, 1)).toEqual({ allowed: true, remaining: 1, retryAfterMs: 0, startsAtMs: 0 });
  expect(request(limiter, 30, 2)).toMatchObject({ allowed: true, remaining: 0 });
  expect(request(limiter, 40, 3)).toEqual({ allowed: false, remaining: 0, retryAfterMs: 60, answersAtMs: 40 });
  expect(limiter.state(99)).toEqual({ limiter: 'concurrency', limit: 2, remaining: 0, queued: 0, queueLimit: 0 });
  expect(limiter.state(100)).toMatchObject({ remaining: 1 });
  expect(request(limiter, 100, 4).allowed).toBe(true);
});

test('is busy for as long as other clients hold its slots', () => {
  const limiter = createConcurrency({ limit: 2, queueLimit: 0, others: { slots: 2, fromMs: 500, toMs: 900 } });
  expect(request(limiter, 0, 1)).toMatchObject({ allowed: false, retryAfterMs: 500 });
  expect(limiter.state(499)).toMatchObject({ remaining: 0, others: { slots: 2 } });
  expect(limiter.state(700)).toEqual({ limiter: 'concurrency', limit: 2, remaining: 2, queued: 0, queueLimit: 0 });
  expect(request(limiter, 500, 2)).toMatchObject({ allowed: true, remaining: 0 });
});

test('brings the queue forward when a request that is being worked on is aborted', () => {
  const limiter = createConcurrency({ limit: 1, queueLimit: 2 });
  request(limiter, 0, 1);
  expect(request(limiter, 10, 2)).toMatchObject({ allowed: true, startsAtMs: 100, remaining: 1 });
  expect(request(limiter, 20, 3)).toMatchObject({ allowed: true, startsAtMs: 200, remaining: 0 });
  expect(request(limiter, 30, 4)).toMatchObject({ allowed: false, retryAfterMs: 70 });
  expect(limiter.abort(40, 1)).toEqual([
    { id: 2, startsAtMs: 40 },
    { id: 3, startsAtMs: 140 },
  ]);
  expect(limiter.state(40)).toMatchObject({ remaining: 0, queued: 1 });
  expect(limiter.abort(50, 3)).toEqual([]);
  expect(limiter.state(50)).toMatchObject({ queued: 0 });
  expect(limiter.abort(60, 99)).toEqual([]);
});

test('refuses a request that waited too long, and lets it in after all when an abort makes room in time', () => {
  const rule = { limit: 1, queueLimit: 5, queueTimeoutMs: 50 };
  const limiter = createConcurrency(rule);
  request(limiter, 0, 1);
  expect(request(limiter, 10, 2)).toEqual({ allowed: false, remaining: 0, retryAfterMs: 40, answersAtMs: 60 });
  expect(limiter.abort(40, 1)).toEqual([{ id: 2, startsAtMs: 40 }]);
});

test('counts a permit for each input and admits a batch whole or not at all', () => {
  const limiter = createConcurrency({ limit: 8, queueLimit: 0 });
  const batch = (t: number, id: number, cost: number) => limiter.request({ t, id, cost, serviceMs: 100 });
  expect(batch(0, 1, 5)).toMatchObject({ allowed: true, remaining: 0 });
  expect(batch(0, 2, 4)).toMatchObject({ allowed: false, retryAfterMs: 100 });
  expect(batch(0, 3, 3)).toMatchObject({ allowed: true });
  expect(batch(0, 4, 9)).toMatchObject({ allowed: false, retryAfterMs: Infinity });
});
