import type { Attempt } from './attempts.ts';
import type { Call } from './calls.ts';
import { MOST_ATTEMPTS_PER_LANE, MOST_LANES } from './timeline-types.ts';

/** An attempt and how it is counted. */
export interface LaneAttempt {
  readonly attempt: Attempt;
  /** Counts the calls of the run from 1. */
  readonly call: number;
  /** Counts the attempts of the call from 1. */
  readonly number: number;
}

/** Calls that follow one another, drawn on one line. */
export interface Lane {
  readonly calls: readonly Call[];
  readonly attempts: readonly LaneAttempt[];
}

interface GrowingLane {
  calls: Call[];
  attempts: LaneAttempt[];
  /** When the lane is free again. */
  endMs: number;
}

function endOf({ attempts }: Call): number {
  return attempts.at(-1)?.decided?.atMs ?? Infinity;
}

/** Puts each call into the first lane that is free when it begins; `null` when there is too much for lanes. */
export function packLanes(calls: readonly Call[]): readonly Lane[] | null {
  const lanes: GrowingLane[] = [];
  for (const [index, call] of calls.entries()) {
    const startMs = call.attempts[0]?.request.t ?? 0;
    let lane = lanes.find(({ endMs }) => endMs <= startMs);
    if (!lane) {
      if (lanes.length === MOST_LANES) return null;
      lane = { calls: [], attempts: [], endMs: 0 };
      lanes.push(lane);
    }
    lane.calls.push(call);
    lane.attempts.push(...call.attempts.map((attempt, at) => ({ attempt, call: index + 1, number: at + 1 })));
    lane.endMs = endOf(call);
    if (lane.attempts.length > MOST_ATTEMPTS_PER_LANE) return null;
  }
  return lanes;
}
