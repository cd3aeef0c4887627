import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectAttempts } from '../../../src/sandbox/trace/attempts.ts';
import { createStateAt, instantsOf, stateAt } from '../../../src/sandbox/trace/state-at.ts';
import { anyTrace } from './any-trace.ts';
import { fourAttempts } from './fixtures.ts';

test('shows what has happened by an instant, that of the instant included', () => {
  const state = stateAt(fourAttempts, 492);
  expect(state.events.at(-1)).toMatchObject({ kind: 'limit', id: 2 });
  expect(state.inFlight).toEqual([2]);
  expect(state.attempts.map(({ decided }) => decided?.verdict ?? null)).toEqual(['refused', null]);
  expect(state.budget?.remaining).toBe(0);
  expect(state.summary.rest).toBe('for 492 ms: 1 refusal, 412 ms waiting, 2 requests.');
  expect(state.end).toBeNull();
});

test('the limiter goes on between events', () => {
  expect(stateAt(fourAttempts, 7005).budget?.remaining).toBe(5);
});

test('the last instant is the whole run', () => {
  const state = stateAt(fourAttempts, 7092);
  expect(state.events).toEqual(fourAttempts.events);
  expect(state.inFlight).toEqual([]);
  expect(state.end?.outcome).toBe('succeeded');
  expect(state.summary.lead).toBe('Succeeded on attempt 4');
});

test('nothing is there before the start', () => {
  expect(stateAt(fourAttempts, -1)).toMatchObject({ events: [], attempts: [], inFlight: [], budget: null, end: null });
});

test('knows nothing of what comes later: the state is that of the run cut off there', () => {
  fc.assert(
    fc.property(anyTrace, fc.double({ min: 0, max: 1, noNaN: true }), (trace, share) => {
      const endMs = trace.events.at(-1)?.t ?? 0;
      const t = Math.floor(endMs * share);
      const cut = { ...trace, events: trace.events.filter((event) => event.t <= t) };
      const [whole, part] = [stateAt(trace, t), stateAt(cut, t)];
      expect(whole).toEqual(part);
      const open = collectAttempts(cut.events).filter(({ decided }) => decided === null);
      expect(whole.inFlight).toEqual(open.map(({ id }) => id));
    }),
  );
});

test('scrubbing back shows exactly what was shown on the way there', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const at = createStateAt(trace);
      const instants = instantsOf(trace.events);
      const forth = instants.map(at);
      const back = instants.toReversed().map(at).toReversed();
      expect(back).toEqual(forth);
    }),
  );
});

test('instants come in order, each once', () => {
  expect(instantsOf(fourAttempts.events)).toEqual([0, 80, 492, 572, 1702, 1782, 7012, 7092]);
});
