import type { Endpoint, IncomingRequest, ScheduledResponse } from '../../../../src/sandbox/endpoint/endpoint-types.ts';
import { createEndpoint } from '../../../../src/sandbox/endpoint/create-endpoint.ts';
import { loadRefusals } from '../../../../src/sandbox/endpoint/load-refusals.ts';
import { resolveScenario } from '../../../../src/sandbox/endpoint/scenarios.ts';
import type { ResolvedScenario } from '../../../../src/sandbox/endpoint/scenario.ts';

export const refusals = await loadRefusals('src/content/refusals');

export const TOKEN = 'hf_your_token_here';
export const TGI = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
export const HUB = 'https://huggingface.co';

/** A scenario whose numbers are known to be fine. */
export function resolved(id: string, settings: Readonly<Record<string, number>> = {}): ResolvedScenario {
  const resolution = resolveScenario(id, settings);
  if (resolution.kind === 'resolved') return resolution.scenario;
  throw new Error(resolution.problems.map(({ message }) => message).join(' '));
}

export function open(id: string, settings: Readonly<Record<string, number>> = {}, seed = 1): Endpoint {
  return createEndpoint(resolved(id, settings), refusals, seed);
}

export interface Asked {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** A request with a token, and JSON if it has a body. */
export function incoming(t: number, id: number, { method, url, headers, json, text }: Asked): IncomingRequest {
  const body = json === undefined ? text : JSON.stringify(json);
  const all = {
    authorization: `Bearer ${TOKEN}`,
    ...(json !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  };
  return {
    id,
    t,
    url,
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: Object.entries(all).filter(([, value]) => value !== ''),
    body: body === undefined ? null : new TextEncoder().encode(body),
  };
}

/** What an endpoint decides, for tests in which a server is there. */
export async function ask(endpoint: Endpoint, t: number, id: number, asked: Asked) {
  const decision = await endpoint.decide(incoming(t, id, asked));
  if (decision.kind === 'unreachable') throw new Error(decision.message);
  return { ...decision.response, text: bodyText(decision.response), limits: decision.limits };
}

export function bodyText({ chunks }: ScheduledResponse): string {
  const decoder = new TextDecoder();
  return chunks.map(({ bytes }) => decoder.decode(bytes, { stream: true })).join('');
}

export function headerOf({ headers }: ScheduledResponse, name: string): string | undefined {
  return headers.find(([header]) => header === name)?.[1];
}

export const chat = (more: object = {}): Asked => ({
  url: `${TGI}/v1/chat/completions`,
  json: { messages: [{ role: 'user', content: 'Why is the sky blue?' }], ...more },
});
export const generate = (more: object = {}): Asked => ({
  url: `${TGI}/generate`,
  json: { inputs: 'Why is the sky blue?', ...more },
});
