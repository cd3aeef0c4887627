import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createConcurrency } from '../../../src/sandbox/endpoint/limiters/concurrency.ts';
import { budgetAt } from '../../../src/sandbox/trace/budget-at.ts';
import { budgetSeries } from '../../../src/sandbox/trace/budget-series.ts';
import { heldByOthers, leavingTimes, type OtherClients } from '../../../src/sandbox/trace/other-clients.ts';
import { limit } from './fixtures.ts';

const anyOthers = fc
  .record({ slots: fc.integer({ min: 1, max: 40 }), fromMs: fc.nat(60), spanMs: fc.nat(90) })
  .map(({ slots, fromMs, spanMs }): OtherClients => ({ slots, fromMs, toMs: fromMs + spanMs }));

/** What the events say of a server that is full of other clients and asked once, at the start. */
const askedOnce = (others: OtherClients) => {
  const limiter = createConcurrency({ limit: others.slots, queueLimit: 0, others });
  limiter.request({ t: 0, id: 1, serviceMs: 0 });
  return { limiter, events: [limit(0, 1, 'refused', limiter.state(0))] };
};

test('counts the slots that have not fallen free yet', () => {
  fc.assert(
    fc.property(anyOthers, fc.double({ min: 0, max: 200, noNaN: true }), (others, t) => {
      expect(heldByOthers(others, t)).toBe(leavingTimes(others).filter((time) => time > t).length);
    }),
  );
});

test('is the real state of a real limiter, at every instant', () => {
  fc.assert(
    fc.property(anyOthers, fc.nat(200), (others, t) => {
      const { limiter, events } = askedOnce(others);
      expect(budgetAt(events, t)).toEqual(limiter.state(t));
    }),
  );
});

test('is drawn while nobody asks: a step for each of a few, a slope for many', () => {
  const pointsOf = (others: OtherClients) => budgetSeries(askedOnce(others).events, 100);
  expect(pointsOf({ slots: 2, fromMs: 20, toMs: 40 })).toMatchObject({
    marks: [{ t: 20, kind: 'others-leave' }],
    points: [
      { t: 0, remaining: 0 },
      { t: 20, remaining: 0 },
      { t: 20, remaining: 1 },
      { t: 30, remaining: 1 },
      { t: 30, remaining: 2 },
      { t: 100, remaining: 2 },
    ],
  });
  expect(pointsOf({ slots: 100, fromMs: 20, toMs: 40 })?.points).toEqual([
    { t: 0, remaining: 0 },
    { t: 19, remaining: 0 },
    { t: 40, remaining: 100 },
    { t: 100, remaining: 100 },
  ]);
});
