import { createServer } from 'node:http';
import type { ResolvedScenario } from '../sandbox/endpoint/scenario.ts';
import type { WireRefusal } from '../sandbox/endpoint/wire-refusal.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import { createHttpListener, refuseTunnel } from './http-listener.ts';
import { listenOn, type Listening } from './listen.ts';
import { realTime, type RealTime } from './real-time.ts';
import { openSessions, type ClockKind, type ClockState } from './sessions.ts';

export interface LocalEndpointOptions {
  readonly scenario: ResolvedScenario;
  readonly refusals: ReadonlyMap<string, WireRefusal>;
  readonly seed: number;
  /** `real`: time passes by itself. `manual`: it stands still until somebody moves it. */
  readonly clock: ClockKind;
  /** What a real clock goes by. @default this machine's */
  readonly time?: RealTime;
}

/** A scenario that real clients can call. */
export interface LocalEndpoint {
  /** Listens on loopback; port 0 takes any that is free. */
  readonly listen: (port: number) => Promise<Listening>;
  /** What time it is there, and what is under way. */
  readonly clockState: () => Promise<ClockState>;
  /** Moves a manual clock; resolves when all that was due is on its way. Throws a sentence if it can't. */
  readonly advance: (ms: number) => Promise<ClockState>;
  readonly moveTo: (ms: number) => Promise<ClockState>;
  /** What happened so far. It has an end only if it grew too long. */
  readonly trace: () => Promise<Trace>;
  /** Adds a line to the trace. */
  readonly log: (text: string) => Promise<void>;
  /** Sets the scenario up anew, at 0; who waits for an answer is cut off. */
  readonly reset: (seed?: number) => Promise<ClockState>;
}

/** Creates a scenario's endpoint for real HTTP. It answers nobody until it listens. */
export function createLocalEndpoint({ time = realTime, ...options }: LocalEndpointOptions): LocalEndpoint {
  const sending = new Set<Promise<void>>();
  const sessions = openSessions(options, time);
  const afterSending = async <Result>(result: Promise<Result>): Promise<Result> => {
    const value = await result;
    await Promise.all(sending);
    return value;
  };
  const endpoint = {
    clockState: () => sessions.state(),
    advance: (ms: number) => afterSending(sessions.advance(ms)),
    moveTo: (ms: number) => afterSending(sessions.moveTo(ms)),
    trace: () => sessions.trace(),
    log: (text: string) => sessions.log(text),
    reset: (seed?: number) => sessions.reset(seed),
  };
  const { scenario, clock } = options;
  return {
    ...endpoint,
    async listen(port) {
      const listener = createHttpListener({ scenario, clock, endpoint, sessions, sending });
      const server = createServer({ keepAliveTimeout: 0 }, listener);
      server.on('connect', refuseTunnel);
      const listening = await listenOn(server, port);
      return {
        ...listening,
        async close() {
          sessions.close();
          await listening.close();
        },
      };
    },
  };
}
