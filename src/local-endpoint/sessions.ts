import { createEndpoint } from '../sandbox/endpoint/create-endpoint.ts';
import type { Recorder } from '../sandbox/host/recorder.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import type { Arrival } from './arrival.ts';
import { createBoundedRecorder } from './bounded-recorder.ts';
import type { LocalEndpointOptions } from './local-endpoint.ts';
import { createPlayer, type Player } from './player.ts';
import type { RealTime } from './real-time.ts';
import { takeTurns } from './take-turns.ts';
import type { Wire } from './wire.ts';

export type ClockKind = 'real' | 'manual';

/** What time it is, and what is under way. */
export interface ClockState {
  readonly clock: ClockKind;
  /** Since the start, in ms. */
  readonly nowMs: number;
  readonly epochMs: number;
  /** How many requests have not been answered in full. */
  readonly open: number;
  /** When the next thing is due, in ms since the start; `null` if nothing is. */
  readonly nextMs: number | null;
}

/** A request that was taken in. */
export interface Visit {
  /** Resolves once it is decided, and all that was due then is played. */
  readonly decided: Promise<void>;
  /** Its client has gone away. */
  disconnect(): void;
}

/** A scenario at work, which can be set up anew. One thing at a time happens to it, in the order of arrival. */
export interface Sessions {
  receive(arrival: Arrival, wire: Wire): Visit;
  state(): Promise<ClockState>;
  advance(ms: number): Promise<ClockState>;
  moveTo(ms: number): Promise<ClockState>;
  trace(): Promise<Trace>;
  log(text: string): Promise<void>;
  reset(seed?: number): Promise<ClockState>;
  /** Lets a real clock stand. */
  close(): void;
}

interface Session {
  readonly player: Player;
  readonly recorder: Recorder;
  readonly seed: number;
  readonly startEpochMs: number;
  readonly startedMs: number;
  lastId: number;
}

/** The longest that a clock may be moved to; dates end somewhere. */
const LATEST_MS = 10 * 365 * 24 * 60 * 60 * 1_000;

/** Sets up a scenario. */
export function openSessions(options: Omit<LocalEndpointOptions, 'time'>, time: RealTime): Sessions {
  const { scenario, refusals, clock } = options;
  const inTurn = takeTurns();
  let session = open(options.seed);
  let forget = (): void => undefined;

  function open(seed: number): Session {
    // Dates in headers are those of the clock that clients go by.
    const startEpochMs = clock === 'real' ? time.epochMs() : scenario.startEpochMs;
    const endpoint = createEndpoint({ ...scenario, startEpochMs }, refusals, seed);
    const recorder = createBoundedRecorder({ scenario: scenario.id, seed, startEpochMs });
    const player = createPlayer({ endpoint, recorder, startEpochMs });
    return { player, recorder, seed, startEpochMs, startedMs: time.monotonicMs(), lastId: 0 };
  }

  function catchUp(): void {
    if (clock === 'manual') return;
    const { player, startedMs } = session;
    player.advanceTo(Math.max(player.nowMs(), Math.floor(time.monotonicMs() - startedMs)));
  }

  /** Comes back by itself when the next thing is due. */
  function wakeWhenDue(): void {
    forget();
    const dueMs = session.player.nextMs();
    if (clock === 'manual' || dueMs === undefined) return;
    forget = time.wake(dueMs + session.startedMs - time.monotonicMs(), () => void turn(() => undefined));
  }

  function turn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    return inTurn(async () => {
      catchUp();
      try {
        return await work();
      } finally {
        wakeWhenDue();
      }
    });
  }

  function state(): ClockState {
    const { player, startEpochMs } = session;
    const nowMs = player.nowMs();
    return { clock, nowMs, epochMs: startEpochMs + nowMs, open: player.open(), nextMs: player.nextMs() ?? null };
  }

  function move(ms: number): ClockState {
    const { player } = session;
    if (clock === 'real') throw new RangeError('The clock is real: it moves by itself.');
    if (!Number.isInteger(ms) || ms > LATEST_MS)
      throw new RangeError(`The clock stands at whole milliseconds, up to ten years; ${ms} is none.`);
    if (ms < player.nowMs())
      throw new RangeError(`The clock can't go back: it stands at ${player.nowMs()} ms, and ${ms} ms is before that.`);
    player.advanceTo(ms);
    return state();
  }

  return {
    receive(arrival, wire) {
      let leave = (): void => undefined;
      const decided = turn(() => {
        const { player } = session;
        const id = ++session.lastId;
        leave = () => player.disconnect(id);
        return player.receive(id, arrival, wire);
      });
      // Its turn comes after that of the request itself.
      return { decided, disconnect: () => void turn(() => leave()) };
    },
    state: () => turn(state),
    advance: (ms) => turn(() => move(session.player.nowMs() + ms)),
    moveTo: (ms) => turn(() => move(ms)),
    trace: () => turn(() => session.recorder.trace()),
    log: (text) => turn(() => session.player.log(text)),
    reset: (seed = session.seed) =>
      turn(() => {
        session.player.dropAll();
        session = open(seed);
        return state();
      }),
    close: () => forget(),
  };
}
