import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClock } from '../../../src/sandbox/isolate/clock.ts';

test('runs events in the order of their instants, and at one instant in the order in which they were begun', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 200 }), (dues) => {
      const clock = createClock();
      const ran: { due: number; rank: number }[] = [];
      for (const due of dues) {
        const rank = clock.takeRank();
        clock.schedule(due, rank, () => ran.push({ due: clock.now(), rank }));
      }
      while (clock.nextDueMs() !== undefined) clock.runNext();
      const expected = dues.map((due, index) => ({ due, rank: index + 1 }));
      expected.sort((a, b) => a.due - b.due || a.rank - b.rank);
      expect(ran).toEqual(expected);
    }),
  );
});

test('never runs what was cancelled, and is busy only while something that holds the run open is left', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ due: fc.nat(99), cancel: fc.boolean(), keeps: fc.boolean() })), (plans) => {
      const clock = createClock();
      const ran = new Set<number>();
      const scheduled = plans.map(({ due, keeps }, index) =>
        clock.schedule(due, clock.takeRank(), () => ran.add(index), keeps),
      );
      for (const [index, plan] of plans.entries()) if (plan.cancel) scheduled[index]?.cancel();
      const live = plans.filter((plan) => !plan.cancel);
      expect(clock.isBusy()).toBe(live.some((plan) => plan.keeps));
      while (clock.nextDueMs() !== undefined) clock.runNext();
      expect([...ran].sort((a, b) => a - b)).toEqual(plans.flatMap((plan, index) => (plan.cancel ? [] : [index])));
      expect(clock.isBusy()).toBe(false);
    }),
  );
});

test('keeps what has one instant and one rank in the order in which it was scheduled', () => {
  const clock = createClock();
  const ran: number[] = [];
  for (let index = 0; index < 50; index += 1) clock.schedule(5, 1, () => ran.push(index));
  while (clock.nextDueMs() !== undefined) clock.runNext();
  expect(ran).toEqual([...ran].sort((a, b) => a - b));
});

test('never moves backwards: what is due in the past runs now', () => {
  const clock = createClock();
  clock.schedule(100, clock.takeRank(), () => {
    clock.schedule(10, clock.takeRank(), () => undefined);
  });
  clock.runNext();
  expect(clock.nextDueMs()).toBe(100);
});
