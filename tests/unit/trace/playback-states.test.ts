import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSummaryAt } from '../../../src/sandbox/element/summary-at.ts';
import { consoleHtml } from '../../../src/sandbox/trace/console-html.ts';
import type { Trace } from '../../../src/sandbox/trace/events.ts';
import type { PlaybackSpeed } from '../../../src/sandbox/trace/playback.ts';
import { createStateAt, instantsOf } from '../../../src/sandbox/trace/state-at.ts';
import { summarizeParts } from '../../../src/sandbox/trace/summary.ts';
import { anyTrace } from './any-trace.ts';
import { anyDeed, anySpeed, perform, stage, type Theatre } from './theatre.ts';

/** What a playback shows: kept from one instant to the next, as the page does, never worked out anew. */
interface Show {
  readonly theatre: Theatre;
  /** What is shown now. */
  readonly seen: () => object;
}

const endOf = ({ events }: Trace): number => events.at(-1)?.t ?? 0;

function show(trace: Trace, speed: PlaybackSpeed): Show {
  const stateAt = createStateAt(trace);
  const summaryAt = createSummaryAt(trace);
  let seen: object = {};
  const theatre = stage({
    speed,
    endMs: endOf(trace),
    instants: instantsOf(trace.events),
    onTime(t) {
      const { events, inFlight, budget, end } = stateAt(t);
      seen = { t, events, inFlight, budget, end, console: consoleHtml(events), summary: summaryAt(t) };
    },
  });
  return { theatre, seen: () => seen };
}

/** What there is to see at `t` of a run that knows nothing of what comes after. */
function cutOff(trace: Trace, t: number): object {
  const events = trace.events.filter((event) => event.t <= t);
  const cut = { ...trace, events };
  const { inFlight, budget, end } = createStateAt(cut)(t);
  return { t, events, inFlight, budget, end, console: consoleHtml(events), summary: summarizeParts(cut, t) };
}

const playedTrace = anyTrace.chain((trace) =>
  fc.record({ trace: fc.constant(trace), deeds: fc.array(anyDeed(endOf(trace)), { maxLength: 10 }) }),
);

test('each instant shows what had happened by then, whatever was shown before it', () => {
  fc.assert(
    fc.property(playedTrace, anySpeed, ({ trace, deeds }, speed) => {
      const { theatre, seen } = show(trace, speed);
      theatre.playback.play();
      for (const deed of deeds) {
        perform(theatre, deed);
        expect(seen()).toEqual(cutOff(trace, theatre.playback.timeMs));
      }
    }),
  );
});

test('every speed ends in the same state, whatever was done on the way and however the frames came', () => {
  fc.assert(
    fc.property(playedTrace, fc.integer({ min: 1, max: 5000 }), ({ trace, deeds }, frameMs) => {
      const whole = cutOff(trace, endOf(trace));
      for (const speed of ['fit', 1, 10, 'instant'] as const) {
        const { theatre, seen } = show(trace, speed);
        theatre.playback.play();
        for (const deed of deeds) if (deed.kind !== 'speed') perform(theatre, deed);
        expect(theatre.playback.speed).toBe(speed);
        if (theatre.playback.state !== 'ended') theatre.playback.play();
        theatre.pass(endOf(trace) + 1, Math.max(frameMs, endOf(trace) / 50));
        expect(theatre.playback.state).toBe('ended');
        expect(seen()).toEqual(whole);
      }
    }),
    { numRuns: 50 },
  );
});
