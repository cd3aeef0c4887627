import { expect, test } from 'vitest';
import { createBoundedRecorder } from '../../../src/local-endpoint/bounded-recorder.ts';

test('a trace that grows too long ends, and says what to do', () => {
  const recorder = createBoundedRecorder({ scenario: 'test', seed: 1, startEpochMs: 0 }, 2);
  for (const t of [1, 2, 3, 4]) recorder.add({ t, kind: 'log', level: 'log', depth: 0, text: String(t) });
  const { events } = recorder.trace();
  expect(events.map(({ t, kind }) => `${t} ${kind}`)).toEqual(['1 log', '2 log', '3 end']);
  expect(events.at(-1)).toMatchObject({ outcome: 'over-budget', reason: 'events' });
  expect(JSON.stringify(events.at(-1))).toContain('it keeps 2 events. POST /__reset begins a new one.');
});
