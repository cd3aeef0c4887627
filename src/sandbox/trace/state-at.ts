import { collectAttempts } from './attempts.ts';
import type { Attempt } from './attempts.ts';
import { countUpTo, createBudget } from './budget-at.ts';
import type { EndEvent, LimitState, Trace, TraceEvent } from './events.ts';
import { summarizeParts } from './summary.ts';
import type { SummaryParts } from './summary.ts';

/** What is so at one instant of a run. Nothing in it comes from a later instant. */
export interface RunState {
  readonly t: number;
  /** Everything that has happened, that of this very instant included. */
  readonly events: readonly TraceEvent[];
  /** The attempts so far, with as much of each as has happened. */
  readonly attempts: readonly Attempt[];
  /** The ids of the attempts that have been sent and whose verdict is not known yet. */
  readonly inFlight: readonly number[];
  readonly budget: LimitState | null;
  readonly summary: SummaryParts;
  /** The run's end, once it is there. */
  readonly end: EndEvent | null;
}

/** A run's state as a function of time, in whichever order the instants are asked for. */
export function createStateAt({
  events,
  startEpochMs,
}: Pick<Trace, 'events' | 'startEpochMs'>): (t: number) => RunState {
  const budget = createBudget(events);
  const all = collectAttempts(events);
  const last = events.at(-1);
  return (t) => {
    const visible = events.slice(
      0,
      countUpTo(events, t, (event) => event.t),
    );
    const sent = all.slice(
      0,
      countUpTo(all, t, ({ request }) => request.t),
    );
    const inFlight = sent.filter(({ decided }) => decided === null || decided.atMs > t);
    return {
      t,
      events: visible,
      // These two read all that has happened, and a playback that draws sixty times a second may not ask for them.
      get attempts() {
        return collectAttempts(visible);
      },
      inFlight: inFlight.map(({ id }) => id),
      budget: budget(t),
      get summary() {
        return summarizeParts({ events: visible, startEpochMs }, t);
      },
      end: last?.kind === 'end' && last.t <= t ? last : null,
    };
  };
}

/** A run's state at one instant. */
export function stateAt(trace: Pick<Trace, 'events' | 'startEpochMs'>, t: number): RunState {
  return createStateAt(trace)(t);
}

/** The instants at which something happens, in order, each once: the stops of a step through the run. */
export function instantsOf(events: readonly TraceEvent[]): readonly number[] {
  return [...new Set(events.map(({ t }) => t))];
}
