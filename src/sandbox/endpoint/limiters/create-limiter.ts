import type { Limiter } from '../limiter.ts';
import { createColdStart, type ColdStartOptions } from './cold-start.ts';
import { createConcurrency, type ConcurrencyOptions } from './concurrency.ts';
import { createFixedWindow, type FixedWindowOptions } from './fixed-window.ts';
import { createSlidingWindow, type SlidingWindowOptions } from './sliding-window.ts';
import { createTokenBucket, type TokenBucketOptions } from './token-bucket.ts';

/** Which limiter, with which numbers, as plain data. */
export type LimiterSpec =
  | ({ readonly kind: 'fixed-window' } & FixedWindowOptions)
  | ({ readonly kind: 'sliding-window' } & SlidingWindowOptions)
  | ({ readonly kind: 'token-bucket' } & TokenBucketOptions)
  | ({ readonly kind: 'concurrency' } & ConcurrencyOptions)
  | ({ readonly kind: 'cold-start' } & ColdStartOptions);

/** Makes the limiter that a scenario asks for. */
export function createLimiter(spec: LimiterSpec): Limiter {
  switch (spec.kind) {
    case 'fixed-window':
      return createFixedWindow(spec);
    case 'sliding-window':
      return createSlidingWindow(spec);
    case 'token-bucket':
      return createTokenBucket(spec);
    case 'concurrency':
      return createConcurrency(spec);
    case 'cold-start':
      return createColdStart(spec);
    default:
      return spec satisfies never;
  }
}
