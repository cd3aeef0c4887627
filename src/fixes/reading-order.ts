/** The fixes as a reader comes to need them: to get through, to be refused less often, and what few need. */
export const readingOrder: readonly string[] = [
  'retry',
  'rate-limiter',
  'concurrency',
  'wait-until-ready',
  'sse-guard',
  'retry-budget',
  'circuit-breaker',
];
