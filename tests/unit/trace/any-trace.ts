import fc from 'fast-check';
import type { EndEvent, LimitState, Trace, TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { exchange, limit, log, makeTrace, request } from './fixtures.ts';

const ends: readonly Partial<EndEvent>[] = [
  { outcome: 'succeeded' },
  { outcome: 'failed', reason: 'gave-up', message: 'It gave up.' },
  { outcome: 'failed', reason: 'threw', message: 'It threw.' },
  { outcome: 'failed', reason: 'waits-for-nothing', message: 'It waits.' },
  { outcome: 'failed', reason: 'broken-protocol', message: 'Broken.' },
  { outcome: 'failed' },
  { outcome: 'stopped', reason: 'stopped' },
  { outcome: 'over-budget', reason: 'requests', message: 'Too many.' },
  { outcome: 'over-budget', reason: 'memory', message: 'Too much.' },
];

const spans = [1, 100, 7000, 300_000, 86_400_000] as const;
const bodies = [null, '{"inputs":"a"}', '{"inputs":"b"}', '{"inputs":"c"}'];
const hints = [[], [['retry-after', '5']], [['ratelimit', '"api";r=0;t=2']]] as const;

const entry = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  latency: fc.double({ min: 0, max: 0.5, noNaN: true }),
  status: fc.constantFrom(200, 200, 429, 429, 503, 402),
  body: fc.constantFrom(...bodies),
  headers: fc.constantFrom(...hints),
  fate: fc.constantFrom('answered', 'answered', 'answered', 'timeout', 'abort', 'network', 'never'),
});

function limitState(kind: LimitState['limiter'], level: number, t: number, spanMs: number): LimitState {
  const remaining = Math.floor(level * 6);
  switch (kind) {
    case 'fixed-window':
      return {
        limiter: kind,
        limit: 5,
        remaining: Math.min(5, remaining),
        windowMs: spanMs,
        resetsAtMs: t + Math.ceil(spanMs / 4),
      };
    case 'sliding-window':
      return {
        limiter: kind,
        limit: 5,
        remaining: Math.min(5, remaining),
        windowMs: Math.ceil(spanMs / 4),
        nextExpiryMs: null,
      };
    case 'token-bucket':
      return { limiter: kind, limit: 5, remaining: level * 5, refillPerSecond: 0.5 };
    case 'concurrency':
      return { limiter: kind, limit: 5, remaining: Math.min(5, remaining), queued: remaining, queueLimit: 9 };
    case 'cold-start':
      return { limiter: kind, limit: 1, remaining: level > 0.5 ? 1 : 0, readyAtMs: Math.ceil(spanMs / 2) };
  }
}

type Entry = typeof entry extends fc.Arbitrary<infer Value> ? Value : never;

function eventsOf(of: Entry, id: number, spanMs: number): TraceEvent[] {
  const t = Math.round(of.at * spanMs);
  const latencyMs = Math.round(of.latency * spanMs);
  const end = t + latencyMs;
  const base = { id, t, latencyMs, status: of.status, body: of.body, headers: of.headers };
  switch (of.fate) {
    case 'answered':
      return exchange(base);
    case 'timeout':
      return [request(base), { t: end, kind: 'abort', id, reason: 'TimeoutError' }];
    case 'abort':
      return [request(base), { t: end, kind: 'abort', id, reason: 'AbortError' }];
    case 'network':
      return [
        request(base),
        { t: end, kind: 'error', id, origin: 'network', error: { name: 'TypeError', message: 'No.' } },
      ];
    default:
      return [request(base)];
  }
}

const kinds = ['fixed-window', 'sliding-window', 'token-bucket', 'concurrency', 'cold-start'] as const;
const changes = ['admitted', 'refused', 'queued', 'released'] as const;

/** Runs of all sorts: any answers at any times, any limiter, any end. */
export const anyTrace: fc.Arbitrary<Trace> = fc
  .record({
    spanMs: fc.constantFrom(...spans),
    entries: fc.array(entry, { maxLength: 40 }),
    kind: fc.constantFrom(...kinds, null),
    levels: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
    change: fc.constantFrom(...changes),
    end: fc.constantFrom(...ends),
    logs: fc.array(fc.string(), { maxLength: 3 }),
  })
  .map(({ spanMs, entries, kind, levels, change, end, logs }) => {
    const inOrder = entries.toSorted((a, b) => a.at - b.at);
    const events = inOrder.flatMap((each, index) => {
      const own = eventsOf(each, index + 1, spanMs);
      const t = own[0]?.t ?? 0;
      if (kind === null) return own;
      return [...own, limit(t, index + 1, change, limitState(kind, levels[index] ?? 0, t, spanMs))];
    });
    return makeTrace([...events, ...logs.map((text) => log(0, text))], end);
  });
