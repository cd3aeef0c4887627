import type { LimitState } from '../trace/events.ts';
import type { Verdict } from './limiter.ts';
import type { FillValues } from './template.ts';

interface Decided {
  readonly t: number;
  /** The wall-clock instant of `t`, in epoch milliseconds. */
  readonly epochMs: number;
  readonly cost: number;
  readonly verdict: Verdict;
  readonly state: LimitState;
}

/** What a gate has to say for the templates of headers and refusals, still without its role before each name. */
export function gateWords(decided: Decided): FillValues {
  const { cost, verdict, state } = decided;
  return {
    limit: state.limit,
    remaining: Math.floor(state.remaining),
    cost,
    ...retryWords(decided.epochMs, verdict),
    ...kindWords(decided.t, cost, state),
  };
}

function retryWords(epochMs: number, { retryAfterMs }: Verdict): FillValues {
  if (!Number.isFinite(retryAfterMs)) return {};
  // Both forms know whole seconds only; rounding up keeps the promise that a retry then will pass.
  const dateMs = Math.ceil((epochMs + retryAfterMs) / 1_000) * 1_000;
  return {
    retryAfterSeconds: Math.ceil(retryAfterMs / 1_000),
    retryAfterDate: new Date(dateMs).toUTCString(),
  };
}

function kindWords(t: number, cost: number, state: LimitState): FillValues {
  switch (state.limiter) {
    case 'fixed-window':
      return { resetSeconds: Math.ceil((state.resetsAtMs - t) / 1_000), ...windowWords(state) };
    case 'sliding-window':
      return windowWords(state);
    case 'token-bucket': {
      const { limit, remaining, refillPerSecond } = state;
      const waitMs = Math.max(0, (1_000 * (cost - remaining)) / refillPerSecond);
      const rule = `${limit} requests at once and ${refillPerSecond} per second`;
      return { used: Math.round(limit - remaining), wait: duration(waitMs), rule };
    }
    case 'concurrency':
      return { rule: `${state.limit} requests at a time` };
    case 'cold-start':
      return {};
    default:
      return state satisfies never;
  }
}

function windowWords({ limit, windowMs }: { limit: number; windowMs: number }): FillValues {
  const seconds = windowMs / 1_000;
  const minutes = seconds / 60;
  const period = Number.isInteger(minutes) && minutes > 1 ? `${minutes} minutes` : `${seconds} seconds`;
  return { seconds, period, rule: `${limit} requests per ${period}` };
}

/** A duration as Go programs print it: `149.8ms`, `6.78s`, `9m38.016s`. */
function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms * 10) / 10}ms`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.round(ms - minutes * 60_000) / 1_000;
  return `${minutes > 0 ? `${minutes}m` : ''}${seconds}s`;
}
