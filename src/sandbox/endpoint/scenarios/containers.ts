import type { OtherClients } from '../../trace/other-clients.ts';
import { defineScenario } from '../define-scenario.ts';
import type { Blueprint, Gate } from '../scenario.ts';
import { ENDPOINT_REFUSAL_MS, endpointHost, serve, tgiRoutes } from './endpoint-host.ts';
import { busyField, latencyField, wholeField, slotsField, startupField } from './fields.ts';

const JITTER = 0.1;

interface TgiNumbers {
  readonly limit: number;
  readonly latencyMs: number;
  readonly busySeconds?: number;
}

/** Other clients hold every slot: the first leaves after `busySeconds`, the last one answer later. */
function busyWith({ limit, latencyMs, busySeconds = 0 }: TgiNumbers): { readonly others?: OtherClients } {
  const fromMs = busySeconds * 1_000;
  return busySeconds === 0 ? {} : { others: { slots: limit, fromMs, toMs: fromMs + latencyMs } };
}

function tgi(numbers: TgiNumbers): Blueprint {
  const slots: Gate = {
    role: 'slots',
    limiter: { kind: 'concurrency', limit: numbers.limit, queueLimit: 0, ...busyWith(numbers) },
    isDrawn: true,
  };
  const streams = { generate: 'tgi-overloaded/generate-stream', chat: 'tgi-overloaded/chat-stream' };
  const routes = [...tgiRoutes('slots', 'tgi-overloaded/plain', streams), serve('GET', '/health', 'healthy')];
  return {
    gates: { slots },
    hosts: [endpointHost('axum', routes)],
    timing: { latencyMs: numbers.latencyMs, jitter: JITTER, refusalMs: ENDPOINT_REFUSAL_MS },
  };
}

export const tgiContainer = defineScenario({
  id: 'tgi-container',
  title: 'An endpoint with TGI',
  description: 'One replica works on 128 requests at once and refuses the next; it has no queue.',
  fields: [slotsField(128), latencyField(4_000)],
  build: tgi,
});

export const tgiContainerSmall = defineScenario({
  id: 'tgi-container-small',
  title: 'A small endpoint with TGI',
  description: 'The same with 4 slots, so that they can be watched.',
  fields: [slotsField(4), latencyField(2_000)],
  build: tgi,
});

export const tgiBusy = defineScenario({
  id: 'tgi-busy',
  title: 'A busy endpoint with TGI',
  description: 'Other clients hold every slot for the first 20 s; then they leave, one after the other.',
  fields: [slotsField(128), busyField(20), latencyField(2_000)],
  build: tgi,
});

export const tgiStreamOverload = defineScenario({
  id: 'tgi-stream-overload',
  title: 'An endpoint with TGI that streams its refusal',
  description: 'Full for the first 10 s. A client that asked for a stream gets status 200 and an error inside it.',
  fields: [slotsField(4), busyField(10), latencyField(2_000)],
  build: tgi,
});

interface TeiNumbers {
  readonly limit: number;
  readonly batchLimit: number;
  readonly latencyMs: number;
  readonly perInputMs: number;
}

function tei({ limit, batchLimit, latencyMs, perInputMs }: TeiNumbers): Blueprint {
  const limiter = { kind: 'concurrency', limit, queueLimit: 0 } as const;
  const native = { gate: 'permits', form: 'tei-overloaded/native' };
  const openai = { gate: 'permits', form: 'tei-overloaded/openai' };
  const routes = [
    serve('POST', '/embed', 'tei-embed', [native]),
    serve('POST', '/', 'tei-embed', [native]),
    serve('POST', '/v1/embeddings', 'tei-openai-embed', [openai]),
    serve('GET', '/health', 'healthy'),
  ];
  return {
    gates: { permits: { role: 'slots', limiter, isDrawn: true } },
    hosts: [endpointHost('axum', routes)],
    timing: { latencyMs, jitter: JITTER, refusalMs: ENDPOINT_REFUSAL_MS, perInputMs, batchLimit },
  };
}

const permitsField = (value: number) => wholeField('limit', 'Permits', 'inputs', value, [1, 10_000]);
const batchField = (value: number) => wholeField('batchLimit', 'Largest batch', 'inputs', value, [1, 1_000]);
const perInputField = (value: number) => wholeField('perInputMs', 'Time for each input', 'ms', value, [0, 1_000]);

export const teiContainer = defineScenario({
  id: 'tei-container',
  title: 'An endpoint with TEI',
  description: 'Each input takes one of 512 permits; a request holds at most 32 inputs.',
  fields: [permitsField(512), batchField(32), latencyField(150), perInputField(10)],
  build: tei,
});

export const teiContainerSmall = defineScenario({
  id: 'tei-container-small',
  title: 'A small endpoint with TEI',
  description: 'The same with 16 permits and batches of at most 8, so that they can be watched.',
  fields: [permitsField(16), batchField(8), latencyField(150), perInputField(10)],
  build: tei,
});

export const llamaCppLoading = defineScenario({
  id: 'llama-cpp-loading',
  title: 'An endpoint with llama.cpp that loads its model',
  description: 'It answers 503 to everything, /health included, until the model is loaded.',
  fields: [startupField(25), latencyField(1_500)],
  build: ({ startupSeconds, latencyMs }) => {
    const limiter = { kind: 'cold-start', startupMs: startupSeconds * 1_000, wokenAtMs: 0 } as const;
    const use = [{ gate: 'loading', form: 'llama-cpp-loading/loading' }];
    const routes = [
      serve('GET', '/health', 'llama-health', use),
      serve('POST', '/v1/chat/completions', 'llama-chat', use),
    ];
    return {
      gates: { loading: { role: 'start', limiter, isDrawn: true } },
      hosts: [endpointHost('llama', routes)],
      timing: { latencyMs, jitter: JITTER, refusalMs: ENDPOINT_REFUSAL_MS },
    };
  },
});
