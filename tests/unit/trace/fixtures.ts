import { createCallTracker } from '../../../src/sandbox/trace/calls.ts';
import { TRACE_VERSION } from '../../../src/sandbox/trace/events.ts';
import type {
  EndEvent,
  HeaderList,
  LimitEvent,
  LimitState,
  LogEvent,
  Trace,
  TraceEvent,
} from '../../../src/sandbox/trace/events.ts';

/** 2026-01-01T00:00:00Z. */
export const START = 1_767_225_600_000;

/** One attempt of a hand-made run. */
export interface Exchange {
  readonly id: number;
  readonly t: number;
  readonly latencyMs?: number;
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeaderList;
  readonly url?: string;
  readonly body?: string | null;
  readonly text?: string;
}

const statusTexts = new Map([
  [200, 'OK'],
  [402, 'Payment Required'],
  [429, 'Too Many Requests'],
  [503, 'Service Unavailable'],
]);

export function request({ id, t, url, body }: Exchange): TraceEvent {
  return {
    t,
    kind: 'request',
    id,
    method: 'POST',
    url: url ?? 'https://j3z5luu0ooo76jnl.us-east-1.aws.endpoints.huggingface.cloud/',
    headers: [
      ['authorization', 'Bearer hf_•••'],
      ['content-type', 'application/json'],
    ],
    body: body === undefined ? '{"inputs":"try again later"}' : body,
  };
}

export function response({ id, t, status = 200, statusText, headers = [] }: Exchange): TraceEvent {
  return { t, kind: 'response', id, status, statusText: statusText ?? statusTexts.get(status) ?? '', headers };
}

/** A request and its whole answer. */
export function exchange(of: Exchange): TraceEvent[] {
  const { id, t, latencyMs = 80, status = 200, text = status === 200 ? '[]' : '{"error":"no"}' } = of;
  return [
    request(of),
    response({ ...of, t: t + latencyMs }),
    { t: t + latencyMs, kind: 'chunk', id, text, last: true },
  ];
}

export function limit(t: number, id: number, change: LimitEvent['change'], state: LimitState): LimitEvent {
  return { t, kind: 'limit', id, change, ...state };
}

export function log(t: number, text: string, more: Partial<LogEvent> = {}): LogEvent {
  return { t, kind: 'log', level: 'log', depth: 0, text, ...more };
}

/** Orders events in time and adds the waits and the end, as a recorder would. */
export function makeTrace(events: readonly TraceEvent[], end: Partial<EndEvent> = {}): Trace {
  const sorted = events.toSorted((a, b) => a.t - b.t);
  const tracker = createCallTracker({ startEpochMs: START });
  const withWaits = sorted.flatMap((event) => {
    const wait = tracker.next(event)?.wait;
    return wait ? [wait, event] : [event];
  });
  const t = end.t ?? sorted.at(-1)?.t ?? 0;
  return {
    version: TRACE_VERSION,
    scenario: 'fixture',
    seed: 429,
    startEpochMs: START,
    events: [...withWaits, { kind: 'end', outcome: 'succeeded', ...end, t }],
  };
}

const window = (remaining: number, resetsAtMs = 7000): LimitState => ({
  limiter: 'fixed-window',
  limit: 5,
  remaining,
  windowMs: 7000,
  resetsAtMs,
});

/** Three refusals, the last with `Retry-After: 5`, then an answer just after the window has reset. */
export const fourAttempts: Trace = makeTrace([
  ...exchange({ id: 1, t: 0, status: 429 }),
  limit(0, 1, 'refused', window(0)),
  log(80, 'attempt 1: waiting 412 ms, backoff'),
  ...exchange({ id: 2, t: 492, status: 429 }),
  limit(492, 2, 'refused', window(0)),
  log(572, 'attempt 2: waiting 1130 ms, backoff'),
  ...exchange({ id: 3, t: 1702, status: 429, headers: [['retry-after', '5']] }),
  limit(1702, 3, 'refused', window(0)),
  log(1782, 'attempt 3: waiting 5230 ms, Retry-After'),
  ...exchange({ id: 4, t: 7012 }),
  limit(7012, 4, 'admitted', window(4, 14_000)),
  log(7092, '200 [{"generated_text":"…"}]'),
]);

/** Five refusals with a delay that doubles, and no sixth try. */
export const gaveUp: Trace = makeTrace(
  [0, 1080, 3160, 7240, 15_320].flatMap((t, index) => [
    ...exchange({ id: index + 1, t, status: 429, headers: [['ratelimit', '"api";r=0;t=55']] }),
    limit(t, index + 1, 'refused', {
      limiter: 'fixed-window',
      limit: 500,
      remaining: 0,
      windowMs: 300_000,
      resetsAtMs: 55_000,
    }),
  ]),
  { outcome: 'failed', reason: 'gave-up', t: 31_400 },
);

/** A streamed answer in parts, after one that told of the overload inside its stream. */
export const streamed: Trace = makeTrace([
  request({ id: 1, t: 0 }),
  response({ id: 1, t: 60, headers: [['content-type', 'text/event-stream']] }),
  {
    t: 60,
    kind: 'chunk',
    id: 1,
    text: 'data:{"error":"Model is overloaded","error_type":"overloaded"}\n\n',
    last: false,
  },
  { t: 60, kind: 'chunk', id: 1, text: '', last: true },
  request({ id: 2, t: 860 }),
  response({ id: 2, t: 960, headers: [['content-type', 'text/event-stream']] }),
  ...Array.from({ length: 20 }, (_, index): TraceEvent => ({
    t: 1000 + index * 90,
    kind: 'chunk',
    id: 2,
    text: `data:{"token":{"text":"${index}"}}\n\n`,
    last: false,
  })),
  { t: 2800, kind: 'chunk', id: 2, text: 'data: [DONE]\n\n', last: true },
]);

/** Calls at once against a server with a few slots; each refused one doubles its delay, with some spread. */
export function herd(calls: number, slots: number, serviceMs: number, delayMs: number): Trace {
  const events: TraceEvent[] = [];
  const arrivals = Array.from({ length: calls }, (_, call) => ({ t: 0, call, attempt: 1 }));
  let id = 0;
  let busy: { id: number; untilMs: number }[] = [];
  while (arrivals.length > 0) {
    arrivals.sort((a, b) => a.t - b.t || a.call - b.call);
    const next = arrivals.shift();
    if (!next) break;
    const { t, call, attempt } = next;
    const state = (): LimitState => ({
      limiter: 'concurrency',
      limit: slots,
      remaining: slots - busy.length,
      queued: 0,
      queueLimit: 0,
    });
    for (const done of busy.filter(({ untilMs }) => untilMs <= t).sort((a, b) => a.untilMs - b.untilMs)) {
      busy = busy.filter((each) => each !== done);
      events.push(limit(done.untilMs, done.id, 'released', state()));
    }
    id += 1;
    const isAdmitted = busy.length < slots;
    if (isAdmitted) busy.push({ id, untilMs: t + serviceMs });
    events.push(limit(t, id, isAdmitted ? 'admitted' : 'refused', state()));
    const body = JSON.stringify({ inputs: `text ${call}` });
    events.push(...exchange({ id, t, body, status: isAdmitted ? 200 : 429, latencyMs: isAdmitted ? serviceMs : 40 }));
    if (isAdmitted) continue;
    const spread = ((call * 2_654_435_761 + attempt * 40_503) % 1000) / 1000;
    arrivals.push({
      t: Math.round(t + 40 + delayMs * 2 ** Math.min(attempt - 1, 4) * (0.5 + spread)),
      call,
      attempt: attempt + 1,
    });
  }
  return makeTrace(events);
}

/** Requests one after the other, each answered. */
export function steady(requests: number, everyMs: number): Trace {
  return makeTrace(
    Array.from({ length: requests }, (_, index) =>
      exchange({ id: index + 1, t: index * everyMs, latencyMs: Math.min(80, everyMs) }),
    ).flat(),
  );
}

/** A bucket of ten that refills two a second, under a burst and then a paced client. */
export const bucket: Trace = (() => {
  const events: TraceEvent[] = [];
  let tokens = 10;
  let last = 0;
  const times = [...Array.from({ length: 13 }, (_, index) => index * 60), 2000, 2500, 3000, 3500, 4000, 4500, 9000];
  for (const [index, t] of times.entries()) {
    tokens = Math.min(10, tokens + ((t - last) * 2) / 1000);
    last = t;
    const isAdmitted = tokens >= 1;
    if (isAdmitted) tokens -= 1;
    const state: LimitState = { limiter: 'token-bucket', limit: 10, remaining: tokens, refillPerSecond: 2 };
    events.push(limit(t, index + 1, isAdmitted ? 'admitted' : 'refused', state));
    events.push(
      ...exchange({ id: index + 1, t, latencyMs: 40, status: isAdmitted ? 200 : 429, body: `{"inputs":${index}}` }),
    );
  }
  return makeTrace(events);
})();

/** A sliding window of four in three seconds. */
export const sliding: Trace = (() => {
  const events: TraceEvent[] = [];
  let counted: number[] = [];
  for (const [index, t] of [0, 300, 900, 1000, 1500, 3000, 3950, 5200, 6100].entries()) {
    counted = counted.filter((each) => each + 3000 > t);
    const isAdmitted = counted.length < 4;
    if (isAdmitted) counted.push(t);
    const nextExpiryMs = counted[0] === undefined ? null : counted[0] + 3000;
    const state: LimitState = {
      limiter: 'sliding-window',
      limit: 4,
      remaining: 4 - counted.length,
      windowMs: 3000,
      nextExpiryMs,
    };
    events.push(limit(t, index + 1, isAdmitted ? 'admitted' : 'refused', state));
    events.push(...exchange({ id: index + 1, t, latencyMs: 60, status: isAdmitted ? 200 : 429 }));
  }
  return makeTrace(events);
})();

/** An endpoint scaled to zero that takes 42 seconds to be ready. */
export const coldStart: Trace = makeTrace(
  [0, 5050, 15_100, 35_150, 60_200].flatMap((t, index) => [
    limit(t, index + 1, index < 4 ? 'refused' : 'admitted', {
      limiter: 'cold-start',
      limit: 1,
      remaining: index < 4 ? 0 : 1,
      readyAtMs: 42_000,
    }),
    ...exchange({ id: index + 1, t, latencyMs: 50, status: index < 4 ? 503 : 200 }),
  ]),
);

/** A run whose first attempt timed out and whose second lost its connection. */
export const cutOff: Trace = makeTrace([
  request({ id: 1, t: 0 }),
  { t: 2000, kind: 'abort', id: 1, reason: 'TimeoutError' },
  request({ id: 2, t: 3000 }),
  {
    t: 3040,
    kind: 'error',
    id: 2,
    origin: 'network',
    error: { name: 'TypeError', message: 'The connection dropped.' },
  },
  ...exchange({ id: 3, t: 5000 }),
]);

/** Nothing was sent, and no time passed. */
export const empty: Trace = makeTrace([log(0, 'hello')]);
