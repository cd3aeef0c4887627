import { defineScenario } from '../define-scenario.ts';
import { ENDPOINT_REFUSAL_MS, endpointHost, refuse, serve, tgiRoutes } from './endpoint-host.ts';
import { latencyField, startupField } from './fields.ts';

const timing = (latencyMs: number) => ({ latencyMs, jitter: 0.1, refusalMs: ENDPOINT_REFUSAL_MS });

export const endpointCold = defineScenario({
  id: 'endpoint-cold',
  title: 'An endpoint that is asleep',
  description:
    'The first request wakes it and is refused after 0.05 s, as are the next, for 42 s. With X-Scale-Up-Timeout the proxy holds a request instead.',
  fields: [startupField(42), latencyField(900)],
  build: ({ startupSeconds, latencyMs }) => {
    const limiter = { kind: 'cold-start', startupMs: startupSeconds * 1_000 } as const;
    const health = serve('GET', '/health', 'healthy', [{ gate: 'replica', form: 'endpoint-cold/starting' }]);
    return {
      gates: { replica: { role: 'start', limiter, isDrawn: true } },
      hosts: [endpointHost('axum', [...tgiRoutes('replica', 'endpoint-cold/starting'), health])],
      timing: timing(latencyMs),
    };
  },
});

export const endpointPaused = defineScenario({
  id: 'endpoint-paused',
  title: 'An endpoint that somebody paused',
  description: 'It answers 400 to every request, and no request wakes it.',
  fields: [],
  build: () => ({
    gates: {},
    hosts: [endpointHost('axum', [refuse('/*', 'endpoint-paused/paused')])],
    timing: timing(900),
  }),
});

export const endpointBadToken = defineScenario({
  id: 'endpoint-bad-token',
  title: 'An endpoint that asks for a token',
  description: 'It answers 401 unless the Authorization header is "Bearer" and a token that begins with "hf_".',
  fields: [latencyField(900)],
  build: ({ latencyMs }) => {
    const limiter = { kind: 'concurrency', limit: 128, queueLimit: 0 } as const;
    return {
      gates: { slots: { role: 'slots', limiter, isDrawn: false } },
      hosts: [
        endpointHost('axum', [...tgiRoutes('slots', 'tgi-overloaded/plain'), serve('GET', '/health', 'healthy')]),
      ],
      timing: timing(latencyMs),
    };
  },
});
