import { defineScenario } from '../define-scenario.ts';
import type { Blueprint } from '../scenario.ts';
import type { ServiceName } from '../services/index.ts';
import { serve } from './endpoint-host.ts';
import { latencyField } from './fields.ts';

function failing(service: ServiceName, latencyMs: number): Blueprint {
  return {
    gates: {},
    hosts: [{ origin: 'https://api.example.com', style: 'json', routes: [serve('ANY', '/*', service)] }],
    timing: { latencyMs, jitter: 0, refusalMs: 20 },
  };
}

export const noAnswer = defineScenario({
  id: 'no-answer',
  title: 'A server that never answers',
  description: 'It takes the request and stays silent; without a timeout the client waits for ever.',
  fields: [],
  build: () => failing('silent', 100),
});

export const droppedConnection = defineScenario({
  id: 'dropped-connection',
  title: 'A connection that breaks',
  description: 'The headers and half of the body come, then the connection is gone.',
  fields: [latencyField(200)],
  build: ({ latencyMs }) => failing('dropped', latencyMs),
});
