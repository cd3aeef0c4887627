import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CircuitOpenError,
  createCircuitBreaker,
  type CircuitState,
} from '../../../src/content/fixes/circuit-breaker/circuit-breaker.ts';
import { createRetryBudget } from '../../../src/content/fixes/retry-budget/retry-budget.ts';

const budgetOptions = fc.record({
  share: fc.constantFrom(0, 0.1, 0.25, 1),
  minRetries: fc.nat(5),
  windowMs: fc.integer({ min: 10, max: 5_000 }),
});
/** A call, and how often it would like to be retried, so many ms after the one before. */
const budgetCalls = fc.array(fc.record({ afterMs: fc.nat(800), tries: fc.nat(6) }), { maxLength: 60 });

test('a budget: no window has more retries than the floor and the share of the calls around it', () => {
  fc.assert(
    fc.property(budgetOptions, budgetCalls, (options, calls) => {
      let nowMs = 0;
      const budget = createRetryBudget({ ...options, now: () => nowMs });
      const calledMs: number[] = [];
      const retriedMs: number[] = [];
      for (const { afterMs, tries } of calls) {
        nowMs += afterMs;
        calledMs.push(nowMs);
        budget.run((mayRetry) => {
          for (let tried = 0; tried < tries && mayRetry(); tried++) retriedMs.push(nowMs);
        });
      }
      for (const endMs of retriedMs) {
        // Its slices are a tenth of a window, so it may see calls that lie so much further back.
        const within = (list: readonly number[], backMs: number): number =>
          list.filter((ms) => ms > endMs - backMs && ms <= endMs).length;
        const allowed = options.minRetries + options.share * within(calledMs, options.windowMs * 1.1 + 1);
        expect(within(retriedMs, options.windowMs)).toBeLessThanOrEqual(allowed + 1e-6);
      }
    }),
    { numRuns: 500 },
  );
});

test('a budget: with nothing spent, a call may be retried as often as the floor says', () => {
  fc.assert(
    fc.property(budgetOptions, (options) => {
      const budget = createRetryBudget({ ...options, now: () => 0 });
      expect(budget.left).toBe(options.minRetries);
    }),
  );
});

const breakerOptions = fc.record({
  failureShare: fc.constantFrom(0.1, 0.5, 1),
  minCalls: fc.integer({ min: 1, max: 6 }),
  windowMs: fc.constant(1e9),
  openMs: fc.integer({ min: 1, max: 1_000 }),
});
/** A call begins, or one that is under way ends, so many ms after what was before. */
const breakerStep = fc.record({
  afterMs: fc.nat(400),
  ends: fc.option(
    fc.record({ which: fc.nat(9), how: fc.constantFrom('well' as const, 'badly' as const, 'aborted' as const) }),
    {
      freq: 2,
    },
  ),
});

/** What a breaker is, told once more and as plainly as can be: the window never ends here. */
interface Model {
  state: CircuitState;
  calls: number;
  failures: number;
  /** When the next probe may go. */
  probeAtMs: number;
  era: number;
}

interface Flight {
  readonly era: number;
  /** Whether the breaker let it through. */
  readonly hasBegun: boolean;
  readonly end: (how: 'well' | 'badly' | 'aborted') => void;
  readonly done: Promise<unknown>;
}

test('a breaker does what its model does, whatever calls begin and end', async () => {
  await fc.assert(
    fc.asyncProperty(breakerOptions, fc.array(breakerStep, { maxLength: 80 }), async (options, steps) => {
      let nowMs = 0;
      const breaker = createCircuitBreaker({ ...options, now: () => nowMs });
      const model: Model = { state: 'closed', calls: 0, failures: 0, probeAtMs: 0, era: 0 };
      const enter = (state: CircuitState): void => {
        Object.assign(model, { state, calls: 0, failures: 0, era: model.era + 1, probeAtMs: nowMs + options.openMs });
      };
      const flights: Flight[] = [];
      for (const { afterMs, ends } of steps) {
        nowMs += afterMs;
        const [flight] = ends === null ? [] : flights.splice(ends.which % Math.max(1, flights.length), 1);
        if (flight !== undefined && ends !== null) {
          flight.end(ends.how);
          await flight.done;
          if (flight.era === model.era) follow(model, ends.how, options, nowMs, enter);
        } else {
          const mayGo = model.state === 'closed' || nowMs >= model.probeAtMs;
          if (mayGo && model.state !== 'closed') enter('half-open');
          const begun = begin((task) => breaker.run(task), model.era);
          expect(begun.hasBegun).toBe(mayGo);
          if (begun.hasBegun) flights.push(begun);
          else {
            const refused = await begun.done;
            expect(refused).toBeInstanceOf(CircuitOpenError);
            expect(refused).toHaveProperty('retryInMs', model.probeAtMs - nowMs);
          }
        }
        const isWaiting = model.state === 'open' && nowMs < model.probeAtMs;
        expect(breaker.state).toBe(model.state === 'closed' || isWaiting ? model.state : 'half-open');
      }
      for (const { end } of flights) end('well');
    }),
    { numRuns: 500 },
  );
});

function follow(
  model: Model,
  how: 'well' | 'badly' | 'aborted',
  { failureShare, minCalls }: { readonly failureShare: number; readonly minCalls: number },
  nowMs: number,
  enter: (state: CircuitState) => void,
): void {
  if (model.state === 'half-open') {
    if (how === 'aborted') model.probeAtMs = nowMs;
    else enter(how === 'well' ? 'closed' : 'open');
  } else if (model.state === 'closed' && how !== 'aborted') {
    model.calls++;
    if (how === 'badly') model.failures++;
    const isBad = model.calls >= minCalls && model.failures / model.calls >= failureShare;
    if (how === 'badly' && isBad) enter('open');
  }
}

/** A call that ends as the test says; what it threw comes back as its value. */
function begin(run: (task: () => Promise<string>) => Promise<string>, era: number): Flight {
  let end: Flight['end'] = () => undefined;
  let hasBegun = false;
  const task = (): Promise<string> =>
    new Promise((resolve, reject) => {
      hasBegun = true;
      end = (how) => {
        if (how === 'well') resolve('yes');
        else reject(how === 'badly' ? new Error('down') : new DOMException('gone', 'AbortError'));
      };
    });
  const done = run(task).catch((error: unknown) => error);
  return { era, hasBegun, end: (how) => end(how), done };
}
