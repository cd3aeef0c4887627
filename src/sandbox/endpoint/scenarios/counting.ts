import { defineScenario } from '../define-scenario.ts';
import type { LimiterSpec } from '../limiters/create-limiter.ts';
import type { Blueprint } from '../scenario.ts';
import { serve } from './endpoint-host.ts';
import { latencyField, limitField, wholeField, slotsField, windowField } from './fields.ts';

/** A plain server with one limiter and no chance in it, so that the figures show the limiter alone. */
function plainServer(limiter: LimiterSpec, latencyMs: number, form: string): Blueprint {
  return {
    gates: { limit: { role: 'limit', limiter, isDrawn: true } },
    hosts: [
      {
        origin: 'https://api.example.com',
        style: 'json',
        routes: [serve('ANY', '/*', 'plain-json', [{ gate: 'limit', form }])],
      },
    ],
    timing: { latencyMs, jitter: 0, refusalMs: 20 },
  };
}

const windowFields = [limitField(5), windowField(10), latencyField(100)];

export const standardRetryAfter = defineScenario({
  id: 'standard-retry-after',
  title: 'A server that says when to come back',
  description: '5 requests per 10 s; a refusal names the seconds until the next window in Retry-After.',
  fields: windowFields,
  build: ({ limit, windowSeconds, latencyMs }) =>
    plainServer({ kind: 'fixed-window', limit, windowMs: windowSeconds * 1_000 }, latencyMs, 'standard-429/seconds'),
});

export const standardRetryAfterDate = defineScenario({
  id: 'standard-retry-after-date',
  title: 'A server that names the instant to come back',
  description: 'The same with a date in Retry-After.',
  fields: windowFields,
  build: ({ limit, windowSeconds, latencyMs }) =>
    plainServer({ kind: 'fixed-window', limit, windowMs: windowSeconds * 1_000 }, latencyMs, 'standard-429/date'),
});

export const fixedWindow = defineScenario({
  id: 'fixed-window',
  title: 'A fixed window',
  description: '5 requests in each window of 10 s; two bursts that meet at an edge pass twice that.',
  fields: windowFields,
  build: ({ limit, windowSeconds, latencyMs }) =>
    plainServer({ kind: 'fixed-window', limit, windowMs: windowSeconds * 1_000 }, latencyMs, 'standard-429/seconds'),
});

export const slidingWindow = defineScenario({
  id: 'sliding-window',
  title: 'A sliding window',
  description: '5 requests in any 10 s.',
  fields: windowFields,
  build: ({ limit, windowSeconds, latencyMs }) =>
    plainServer({ kind: 'sliding-window', limit, windowMs: windowSeconds * 1_000 }, latencyMs, 'standard-429/seconds'),
});

export const tokenBucket = defineScenario({
  id: 'token-bucket',
  title: 'A token bucket',
  description: 'A burst of 5, then one request every 2 s.',
  fields: [
    wholeField('capacity', 'Burst', 'requests', 5, [1, 10_000]),
    { ...wholeField('refillPerSecond', 'Refill', 'per second', 0.5, [0.01, 1_000]), step: 0.01 },
    latencyField(100),
  ],
  build: ({ capacity, refillPerSecond, latencyMs }) =>
    plainServer({ kind: 'token-bucket', capacity, refillPerSecond }, latencyMs, 'standard-429/seconds'),
});

export const concurrency = defineScenario({
  id: 'concurrency',
  title: 'Slots without a queue',
  description: '2 requests at a time; the next is refused, however few there were before.',
  fields: [slotsField(2), latencyField(2_000)],
  build: ({ limit, latencyMs }) =>
    plainServer({ kind: 'concurrency', limit, queueLimit: 0 }, latencyMs, 'standard-429/without-hint'),
});

export const concurrencyQueue = defineScenario({
  id: 'concurrency-queue',
  title: 'Slots with a queue',
  description: '2 requests at a time and 4 more in line; only then the next is refused.',
  fields: [slotsField(2), wholeField('queue', 'Places in the queue', 'requests', 4, [0, 1_000]), latencyField(2_000)],
  build: ({ limit, queue, latencyMs }) =>
    plainServer({ kind: 'concurrency', limit, queueLimit: queue }, latencyMs, 'standard-429/without-hint'),
});
