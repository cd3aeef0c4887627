import type { GateUse, Host, Route } from '../scenario.ts';
import type { ServiceName } from '../services/index.ts';

/** Dedicated endpoints: the first parts of the host are the reader's own. */
const ENDPOINT_ORIGIN = 'https://*.endpoints.huggingface.cloud';

/** How long the proxy or a container takes to say no; 0.05 s was measured on one endpoint. */
export const ENDPOINT_REFUSAL_MS = 50;

/** A dedicated endpoint: its proxy lets nobody in without a token that looks like one. */
export function endpointHost(style: Host['style'], routes: readonly Route[]): Host {
  return { origin: ENDPOINT_ORIGIN, guard: 'endpoint-unauthorized/bad-token', style, routes };
}

/** A route that a service answers, behind gates. */
export function serve(
  method: Route['method'],
  path: string,
  service: ServiceName,
  gates: readonly GateUse[] = [],
): Route {
  return { method, path, does: { kind: 'serve', service }, gates };
}

/** A route that always refuses. */
export function refuse(path: string, form: string): Route {
  return { method: 'ANY', path, does: { kind: 'refuse', form }, gates: [] };
}

/** The routes of a TGI container behind one gate. A stream may be refused in another form on each route. */
export function tgiRoutes(gate: string, plain: string, streams?: { generate: string; chat: string }): readonly Route[] {
  const generate: GateUse = { gate, form: plain, streamed: streams?.generate ?? plain };
  const chat: GateUse = { gate, form: plain, streamed: streams?.chat ?? plain };
  return [
    serve('POST', '/', 'tgi-root', [generate]),
    serve('POST', '/generate', 'tgi-generate', [generate]),
    serve('POST', '/generate_stream', 'tgi-generate-stream', [generate]),
    serve('POST', '/v1/chat/completions', 'tgi-chat', [chat]),
  ];
}
