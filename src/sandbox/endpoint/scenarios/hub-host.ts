import { formatCount } from '../../trace/duration.ts';
import type { FieldProblem, Gate, GateUse, Host, Route } from '../scenario.ts';
import { serve } from './endpoint-host.ts';

const FIVE_MINUTES_MS = 300_000;

/** How the Hub takes its time: a fifth more or less, as chance has it, and quick to refuse. */
export const HUB_TIMING = { jitter: 0.2, refusalMs: 40 } as const;

export interface WindowNumbers {
  readonly limit: number;
  readonly windowSeconds: number;
  /** How many requests are left at the start. */
  readonly remaining: number;
  /** How long the first window has to go at the start. */
  readonly resetSeconds: number;
}

/** The window of one of the Hub's buckets, already running when the reader arrives. */
export function windowGate(bucket: string, numbers: WindowNumbers, isDrawn: boolean): Gate {
  const { limit, windowSeconds, remaining, resetSeconds } = numbers;
  const windowMs = windowSeconds * 1_000;
  const offsetMs = windowMs - resetSeconds * 1_000;
  const limiter = { kind: 'fixed-window', limit, windowMs, offsetMs, used: limit - remaining } as const;
  return { role: 'window', limiter, isDrawn, words: { bucket } };
}

/** A window that has just begun and that nobody has used. */
export function freshWindow(bucket: string, limit: number, isDrawn = false): Gate {
  const limiter = { kind: 'fixed-window', limit, windowMs: FIVE_MINUTES_MS } as const;
  return { role: 'window', limiter, isDrawn, words: { bucket } };
}

/** Numbers that are fine one by one, but not together. */
export function checkWindow({ limit, windowSeconds, remaining, resetSeconds }: WindowNumbers): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (remaining > limit) {
    problems.push({
      field: 'remaining',
      message: `No more than the limit can be left: at most ${formatCount(limit)}.`,
    });
  }
  if (resetSeconds > windowSeconds) {
    const message = `The first window can't last longer than a whole one: at most ${formatCount(windowSeconds)} s.`;
    problems.push({ field: 'resetSeconds', message });
  }
  return problems;
}

/** A refusal for a client with a token. */
export const account = (gate: string): GateUse => ({ gate, form: 'hub-window/account' });

/** A refusal for a client without one. */
export const anonymous = (gate: string): GateUse => ({ gate, form: 'hub-window/anonymous' });

/** The routes of the API and of the resolvers, each counted in its own window. */
export function readingRoutes(api: GateUse, files: GateUse): readonly Route[] {
  const kinds = ['models', 'datasets', 'spaces'];
  return [
    ...kinds.map((kind) => serve('GET', `/api/${kind}`, 'hub-list', [api])),
    ...kinds.map((kind) => serve('GET', `/api/${kind}/:owner/:name`, 'hub-repository', [api])),
    serve('GET', '/api/:kind/:owner/:name/tree/:revision', 'hub-tree', [api]),
    serve('GET', '/:owner/:name/resolve/:revision/*', 'hub-file', [files]),
    serve('ANY', '/api/*', 'hub-missing', [api]),
  ];
}

/** The Hub. */
export function hubHost(routes: readonly Route[]): Host {
  return { origin: 'https://huggingface.co', style: 'json', routes };
}
