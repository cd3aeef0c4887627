import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSummaryAt } from '../../../src/sandbox/element/summary-at.ts';
import { consoleHtml } from '../../../src/sandbox/trace/console-html.ts';
import type { Trace } from '../../../src/sandbox/trace/events.ts';
import type { PlaybackSpeed } from '../../../src/sandbox/trace/playback.ts';
import { createStateAt, instantsOf } from '../../../src/sandbox/trace/state-at.ts';
import { summarizeParts } from '../../../src/sandbox/trace/summary.ts';
import { anyTrace } from './any-trace.ts';
import { anyAction, anySpeed, drivePlayback, perform, type DrivenPlayback } from './driven-playback.ts';

interface ShownPlayback extends DrivenPlayback {
  /** What is shown now: kept from one instant to the next, as the page does, never worked out anew. */
  readonly seen: () => object;
}

const endOf = ({ events }: Trace): number => events.at(-1)?.t ?? 0;

function showPlayback(trace: Trace, speed: PlaybackSpeed): ShownPlayback {
  const stateAt = createStateAt(trace);
  const summaryAt = createSummaryAt(trace);
  let seen: object = {};
  const driven = drivePlayback({
    speed,
    endMs: endOf(trace),
    instants: instantsOf(trace.events),
    onTime(t) {
      const { events, inFlight, budget, end } = stateAt(t);
      seen = { t, events, inFlight, budget, end, console: consoleHtml(events), summary: summaryAt(t) };
    },
  });
  return { ...driven, seen: () => seen };
}

/** What there is to see at `t` of a run that knows nothing of what comes after. */
function cutOff(trace: Trace, t: number): object {
  const events = trace.events.filter((event) => event.t <= t);
  const cut = { ...trace, events };
  const { inFlight, budget, end } = createStateAt(cut)(t);
  return { t, events, inFlight, budget, end, console: consoleHtml(events), summary: summarizeParts(cut, t) };
}

const playedTrace = anyTrace.chain((trace) =>
  fc.record({
    trace: fc.constant(trace),
    actions: fc.array(anyAction(endOf(trace)), { maxLength: 10 }),
    t: fc.nat({ max: endOf(trace) }),
  }),
);

test('each instant shows what had happened by then, whatever was shown before it', () => {
  fc.assert(
    fc.property(playedTrace, anySpeed, ({ trace, actions }, speed) => {
      const shown = showPlayback(trace, speed);
      shown.playback.play();
      for (const action of actions) {
        perform(shown, action);
        expect(shown.seen()).toEqual(cutOff(trace, shown.playback.timeMs));
      }
    }),
  );
});

test('an instant is the same played to, scrubbed back to and scrubbed forward to', () => {
  fc.assert(
    fc.property(playedTrace, fc.integer({ min: 1, max: 5000 }), ({ trace, t }, frameMs) => {
      const [played, back, forward] = [showPlayback(trace, 1), showPlayback(trace, 1), showPlayback(trace, 1)];
      played.playback.play();
      played.pass(t, Math.max(frameMs, t / 50));
      back.playback.seek(endOf(trace));
      back.playback.seek(t);
      forward.playback.seek(0);
      forward.playback.seek(t);
      expect(played.seen()).toEqual(cutOff(trace, t));
      expect(back.seen()).toEqual(played.seen());
      expect(forward.seen()).toEqual(played.seen());
    }),
  );
});

test('every speed ends in the same state, whatever was done on the way and however the frames came', () => {
  fc.assert(
    fc.property(playedTrace, fc.integer({ min: 1, max: 5000 }), ({ trace, actions }, frameMs) => {
      const whole = cutOff(trace, endOf(trace));
      for (const speed of ['fit', 1, 10, 'instant'] as const) {
        const shown = showPlayback(trace, speed);
        shown.playback.play();
        for (const action of actions) if (action.kind !== 'speed') perform(shown, action);
        expect(shown.playback.speed).toBe(speed);
        if (shown.playback.state !== 'ended') shown.playback.play();
        shown.pass(endOf(trace) + 1, Math.max(frameMs, endOf(trace) / 50));
        expect(shown.playback.state).toBe('ended');
        expect(shown.seen()).toEqual(whole);
      }
    }),
    { numRuns: 50 },
  );
});
