import type { Endpoint, ScheduledResponse } from '../sandbox/endpoint/endpoint-types.ts';
import { bodyText, maskHeaders } from '../sandbox/host/mask.ts';
import type { Recorder } from '../sandbox/host/recorder.ts';
import { createClock, type Scheduled } from '../sandbox/isolate/clock.ts';
import { DROPPED } from '../sandbox/isolate/network.ts';
import type { LimitEvent } from '../sandbox/trace/events.ts';
import { partsOf, type AnswerPart } from './answer-parts.ts';
import type { Arrival } from './arrival.ts';
import type { Wire } from './wire.ts';

/** Plays a scenario's answers to real clients. Calls come one at a time; the next waits until a promise has resolved. */
export interface Player {
  receive(id: number, arrival: Arrival, wire: Wire): Promise<void>;
  /** The client of that request has gone away. */
  disconnect(id: number): void;
  /** Moves the clock, and plays what is due until then, in its order. */
  advanceTo(ms: number): void;
  log(text: string): void;
  nowMs(): number;
  /** When the next thing is due, if anything is. */
  nextMs(): number | undefined;
  /** How many requests have not been answered in full. */
  open(): number;
  /** Cuts every connection that waits. */
  dropAll(): void;
}

interface Exchange {
  readonly id: number;
  readonly rank: number;
  readonly wire: Wire;
  readonly takesTime: boolean;
  response: ScheduledResponse;
  readonly decoder: TextDecoder;
  planned: Scheduled[];
  /** How many of its parts are still to come. */
  toCome: number;
  timer: Scheduled | undefined;
}

interface PlayerOptions {
  readonly endpoint: Endpoint;
  readonly recorder: Recorder;
  /** The wall-clock instant at which the clock stands at 0. */
  readonly startEpochMs: number;
}

/** Creates a player whose clock stands at 0. It has no time of its own: somebody moves the clock. */
export function createPlayer({ endpoint, recorder, startEpochMs }: PlayerOptions): Player {
  const clock = createClock();
  const open = new Map<number, Exchange>();

  function record(limits: readonly LimitEvent[]): void {
    for (const limit of limits) recorder.add(limit);
  }

  function playDue(): void {
    for (let due = clock.nextDueMs(); due !== undefined && due <= clock.now(); due = clock.nextDueMs()) clock.runNext();
  }

  /** It has been answered in full, as far as its client can tell. */
  function settle({ id, timer }: Exchange): void {
    timer?.cancel();
    open.delete(id);
  }

  function play(exchange: Exchange, part: AnswerPart): void {
    const { id, wire, decoder, response } = exchange;
    const t = clock.now();
    exchange.toCome -= 1;
    switch (part.kind) {
      case 'head': {
        const { status, statusText, headers } = response;
        recorder.add({ t, kind: 'response', id, status, statusText, headers });
        return wire.head({ status, statusText, headers, epochMs: startEpochMs + t });
      }
      case 'chunk': {
        const text = decoder.decode(part.bytes, { stream: !part.isLast });
        recorder.add({ t, kind: 'chunk', id, text, last: part.isLast });
        wire.chunk(part.bytes);
        if (!part.isLast) return;
        settle(exchange);
        return wire.close();
      }
      case 'drop': {
        const error = { name: 'TypeError', message: DROPPED };
        recorder.add({ t, kind: 'error', origin: 'network', id, error });
        settle(exchange);
        return wire.drop();
      }
      default:
        return part satisfies never;
    }
  }

  /** Puts an answer on the clock, and the end of the work on it, which frees what it held. */
  function plan(exchange: Exchange): void {
    const { id, rank, response, takesTime } = exchange;
    for (const one of exchange.planned) one.cancel();
    const parts = partsOf(response);
    exchange.toCome = parts.length;
    exchange.planned = parts.map((part) =>
      clock.schedule(takesTime ? part.atMs : response.beginsAtMs, rank, () => play(exchange, part)),
    );
    if (response.end.kind === 'never') return;
    const done = clock.schedule(response.end.atMs, rank, () => record(endpoint.finish(clock.now(), id)));
    exchange.planned.push(done);
  }

  function abort(exchange: Exchange, reason: string): void {
    const { id } = exchange;
    const t = clock.now();
    for (const one of exchange.planned) one.cancel();
    settle(exchange);
    recorder.add({ t, kind: 'abort', id, reason });
    const { rescheduled, limits } = endpoint.abort(t, id);
    for (const response of rescheduled) {
      const moved = open.get(response.id);
      if (moved === undefined) continue;
      moved.response = response;
      plan(moved);
    }
    record(limits);
  }

  function timeOut(exchange: Exchange): void {
    abort(exchange, 'TimeoutError');
    exchange.wire.drop();
  }

  /** Moves the clock from event to event until the request is settled, or until nothing would settle it. */
  function moveUntilSettled(exchange: Exchange): void {
    const canSettle = (): boolean => exchange.toCome > 0 || exchange.timer !== undefined;
    while (open.has(exchange.id) && canSettle() && clock.nextDueMs() !== undefined) clock.runNext();
    playDue();
  }

  return {
    async receive(id, arrival, wire) {
      const { method, url, headers, body, takesTime, movesClock, timeoutMs } = arrival;
      const t = clock.now();
      // A client's timer runs before its request does, so at one instant it comes first.
      const timerRank = clock.takeRank();
      const rank = clock.takeRank();
      recorder.add({ t, kind: 'request', id, method, url, headers: maskHeaders(headers), body: bodyText(body) });
      const decision = await endpoint.decide({ id, t, method, url, headers, body });
      if (decision.kind === 'unreachable') {
        const { message } = decision;
        recorder.add({ t, kind: 'error', origin: 'network', id, error: { name: 'TypeError', message } });
        return wire.refuse(message);
      }
      const { response, limits } = decision;
      record(limits);
      const exchange: Exchange = {
        id,
        rank,
        wire,
        takesTime,
        response,
        decoder: new TextDecoder(),
        planned: [],
        toCome: 0,
        timer: undefined,
      };
      open.set(id, exchange);
      plan(exchange);
      if (timeoutMs !== undefined) {
        exchange.timer = clock.schedule(t + timeoutMs, timerRank, () => timeOut(exchange));
      }
      playDue();
      if (movesClock) moveUntilSettled(exchange);
    },
    disconnect(id) {
      const exchange = open.get(id);
      if (exchange === undefined) return;
      abort(exchange, 'AbortError');
      playDue();
    },
    advanceTo(ms) {
      let isThere = false;
      // It comes after all else that is due at that instant.
      clock.schedule(ms, Infinity, () => {
        isThere = true;
      });
      while (!isThere) clock.runNext();
      playDue();
    },
    log: (text) => recorder.add({ t: clock.now(), kind: 'log', level: 'log', depth: 0, text }),
    nowMs: () => clock.now(),
    nextMs: () => clock.nextDueMs(),
    open: () => open.size,
    dropAll() {
      for (const { wire } of open.values()) wire.drop();
    },
  };
}
