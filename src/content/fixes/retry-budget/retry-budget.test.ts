// SPDX-License-Identifier: MIT-0
// retry-budget 1.0.1 sha256:04ea6f14bf16f20f https://try-again-later.example/fixes/retry-budget/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
import { expect, test } from 'vitest';
import { createRetryBudget, type RetryBudgetOptions } from './retry-budget.js';

function createOnClock(options: RetryBudgetOptions = {}) {
  const clock = { nowMs: 0 };
  const budget = createRetryBudget({ now: () => clock.nowMs, ...options });
  /** Begins `count` calls, each of which would retry `tries` times. Gives back the retries. */
  const call = (count: number, tries = 0): number => {
    let retries = 0;
    for (let begun = 0; begun < count; begun++) {
      budget.run((mayRetry) => {
        for (let tried = 0; tried < tries && mayRetry(); tried++) retries++;
      });
    }
    return retries;
  };
  return { clock, budget, call };
}

test('hands on what the task returns, and what it throws', () => {
  const { budget } = createOnClock();
  expect(budget.run(() => 'value')).toBe('value');
  expect(() =>
    budget.run(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
});

test('allows one retry for ten calls, and a few whatever the traffic', () => {
  const { budget, call } = createOnClock({ minRetries: 3 });
  expect(call(1, 100)).toBe(3);
  expect(budget.left).toBe(0);
  call(8);
  expect(budget.left).toBe(0);
  call(1);
  expect(budget.left).toBe(1);
  expect(call(90, 4)).toBe(10);
});

test('counts all calls together, however they are spread over callers', () => {
  const { budget } = createOnClock({ share: 0.5, minRetries: 0 });
  const answers = [1, 2, 3, 4].map(() => budget.run((mayRetry) => mayRetry));
  expect(answers.map((mayRetry) => mayRetry())).toEqual([true, true, false, false]);
});

test('forgets what lies further back than the window, calls and retries alike', () => {
  const { clock, budget, call } = createOnClock({
    share: 1,
    minRetries: 2,
    windowMs: 1000,
  });
  call(10);
  expect(call(1, 2)).toBe(2);
  expect(budget.left).toBe(11);
  clock.nowMs = 1000;
  expect(budget.left).toBe(11);
  clock.nowMs = 1200;
  expect(budget.left).toBe(2);
});

test('what calls have earned may be spent late, until they lie a window back', () => {
  const { clock, budget, call } = createOnClock({ windowMs: 1000 });
  const mayRetry = budget.run((ask) => ask);
  const countRetries = (): number => {
    let retries = 0;
    while (retries < 1000 && mayRetry()) retries++;
    return retries;
  };
  call(999);
  clock.nowMs = 999;
  expect(countRetries()).toBe(110);
  // The slices of a tenth in which those calls and retries were have ended a window ago.
  clock.nowMs = 2200;
  expect(countRetries()).toBe(10);
});

test('loses no retry to the rounding of numbers', () => {
  const { budget, call } = createOnClock({ share: 0.29, minRetries: 0 });
  call(100);
  expect(budget.left).toBe(29);
});

test('keeps no more than a few counts, whatever the traffic', () => {
  const { clock, budget, call } = createOnClock({ minRetries: 0, windowMs: 1000 });
  for (; clock.nowMs < 10_000; clock.nowMs++) call(1);
  expect(budget.left).toBeGreaterThanOrEqual(100);
  expect(budget.left).toBeLessThanOrEqual(110);
});

test('measures by the monotonic clock unless it is given one', () => {
  expect(createRetryBudget({ minRetries: 1 }).run((mayRetry) => mayRetry())).toBe(true);
});

test.each([{ share: -0.1 }, { share: NaN }, { minRetries: -1 }, { windowMs: 0 }])(
  'refuses %o',
  (options) => {
    expect(() => createRetryBudget(options)).toThrow(RangeError);
  },
);
