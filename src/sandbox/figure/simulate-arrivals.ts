import { createLimiter } from '../endpoint/limiters/create-limiter.ts';
import { TRACE_VERSION, type LimitEvent, type Trace, type TraceEvent } from '../trace/events.ts';
import { figureKinds, type FigureName, type FigureValues } from './figure-kinds.ts';

/** How long an answer takes that needs no slot: long enough to be seen, short enough not to matter. */
const ANSWER_MS = 40;
const START_EPOCH_MS = Date.UTC(2026, 10, 24);

interface Timed {
  readonly event: TraceEvent;
  /** At one instant, what frees a slot comes before what asks for one. */
  readonly order: number;
}

/** Plays a row of requests against a figure's limiter, as a trace like any run's. */
export function simulateArrivals(name: FigureName, values: FigureValues): Trace {
  const kind = figureKinds[name];
  const limiter = createLimiter(kind.limiter(values));
  const serviceMs = Math.round((values['service'] ?? ANSWER_MS / 1_000) * 1_000);
  const everyMs = Math.round((values['every'] ?? 1) * 1_000);
  const fromMs = Math.round((values['from'] ?? 0) * 1_000);
  const timed: Timed[] = [];
  const add = (order: number, event: TraceEvent): void => void timed.push({ order, event });
  /** Slots that will fall free, the soonest first; a limiter must be asked in the order of time. */
  let releases: { readonly t: number; readonly id: number }[] = [];
  const releaseUntil = (until: number): void => {
    for (const { t, id } of releases.filter((release) => release.t <= until)) {
      add(1, { t, kind: 'limit', id, change: 'released', ...limiter.state(t) });
    }
    releases = releases.filter((release) => release.t > until);
  };

  for (let index = 0; index < (values['requests'] ?? 0); index += 1) {
    const id = index + 1;
    const t = fromMs + index * everyMs;
    releaseUntil(t);
    const verdict = limiter.request({ t, id, serviceMs });
    const startsAtMs = verdict.startsAtMs ?? t;
    const change: LimitEvent['change'] = !verdict.allowed ? 'refused' : startsAtMs > t ? 'queued' : 'admitted';
    const url = `https://api.example/${id}`;
    add(2, { t, kind: 'request', id, method: 'GET', url, headers: [], body: null });
    add(2, { t, kind: 'limit', id, change, ...limiter.state(t) });
    const answeredAtMs = verdict.allowed ? startsAtMs + serviceMs : (verdict.answersAtMs ?? t) + ANSWER_MS;
    if (verdict.allowed && 'service' in values) {
      releases.push({ t: answeredAtMs, id });
      releases.sort((a, b) => a.t - b.t);
    }
    const [status, statusText] = verdict.allowed ? ([200, 'OK'] as const) : ([429, 'Too Many Requests'] as const);
    add(0, { t: answeredAtMs, kind: 'response', id, status, statusText, headers: [] });
    add(0, { t: answeredAtMs, kind: 'chunk', id, text: '', last: true });
  }

  releaseUntil(Infinity);
  timed.sort((a, b) => a.event.t - b.event.t || a.order - b.order);
  const events = timed.map(({ event }) => event);
  const lastMs = Math.max(events.at(-1)?.t ?? 0, kind.spanMs(values) * 2);
  events.push({ t: lastMs, kind: 'end', outcome: 'succeeded' });
  return { version: TRACE_VERSION, scenario: name, seed: 0, startEpochMs: START_EPOCH_MS, events };
}
