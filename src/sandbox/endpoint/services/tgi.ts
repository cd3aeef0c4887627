import type { HeaderList } from '../../trace/events.ts';
import { jsonAnswer, JSON_HEADERS } from '../answer-plan.ts';
import { hashText, vary } from '../chance.ts';
import type { Reading, Service, ServiceCall } from '../service.ts';
import { EVENT_STREAM_HEADERS, streamAnswer } from './event-stream.ts';
import { countField, objectField, parseObject, textField, type JsonObject } from './json-fields.ts';
import { axum } from './mistakes.ts';
import { asTokens, writeText } from './written-text.ts';

/** What TGI fills into its headers, success or not. */
export const COMPUTE_TYPE = '1-nvidia-a10g';

/** The body of a request to an axum server, or what the server says to one that it can't use. */
export function readAxumBody(call: ServiceCall): JsonObject | Reading {
  const { refusalMs } = call.timing;
  if (!/^application\/(.+\+)?json\b/i.test(call.headers.get('content-type') ?? '')) return axum.notJsonType(refusalMs);
  return parseObject(call.text) ?? axum.notJson(refusalMs);
}

/** Tells a reading from a body: only readings have a `kind` that is theirs. */
export function isReading(value: JsonObject | Reading): value is Reading {
  return value.kind === 'mistake' && 'plan' in value;
}

interface Generation {
  readonly inputs: string;
  readonly words: readonly string[];
  readonly tokens: readonly string[];
  readonly totalMs: number;
}

function generate({ chance, timing }: ServiceCall, body: JsonObject, inputs: string): Generation {
  const totalMs = vary(timing.latencyMs, timing.jitter, chance);
  const text = writeText(chance, countField(objectField(body, 'parameters'), 'max_new_tokens'));
  return { inputs, words: text.words, tokens: asTokens(text), totalMs };
}

function computeHeaders({ inputs }: { inputs: string }): HeaderList {
  return [
    ['x-compute-type', COMPUTE_TYPE],
    ['x-compute-characters', String(inputs.length)],
  ];
}

function whole(generation: Generation, wrap: (generated: JsonObject) => unknown): Reading {
  const { words, totalMs } = generation;
  const headers: HeaderList = [
    ...JSON_HEADERS,
    ...computeHeaders(generation),
    ['x-total-time', String(totalMs)],
    ['x-generated-tokens', String(words.length)],
  ];
  return { kind: 'work', plan: jsonAnswer(wrap({ generated_text: words.join(' ') }), totalMs, headers) };
}

function streamed(call: ServiceCall, generation: Generation): Reading {
  const { inputs, words, tokens, totalMs } = generation;
  const events = tokens.map((text, index) => {
    const logprob = -Math.round(call.chance() * 200) / 100;
    const token = { id: hashText(text) % 32_000, text, logprob, special: false };
    const isLast = index === tokens.length - 1;
    return JSON.stringify({ index: index + 1, token, generated_text: isLast ? words.join(' ') : null, details: null });
  });
  const headers: HeaderList = [...EVENT_STREAM_HEADERS, ...computeHeaders({ inputs }), ['x-accel-buffering', 'no']];
  const plan = streamAnswer({ headers, events, firstByteMs: call.timing.refusalMs, totalMs });
  return {
    kind: 'work',
    plan,
    streamed: true,
    values: { 'compute.type': COMPUTE_TYPE, 'request.characters': inputs.length },
  };
}

function service(answer: (call: ServiceCall, body: JsonObject, generation: Generation) => Reading): Service {
  return (call) => {
    const body = readAxumBody(call);
    if (isReading(body)) return body;
    const inputs = textField(body, 'inputs');
    if (inputs === undefined) return axum.noField('inputs', call.timing.refusalMs);
    return answer(call, body, generate(call, body, inputs));
  };
}

/** `POST /generate`. */
export const tgiGenerate = service((_call, _body, generation) => whole(generation, (generated) => generated));

/** `POST /generate_stream`. */
export const tgiGenerateStream = service((call, _body, generation) => streamed(call, generation));

/** `POST /`, in the shape of the old inference API: a list with one text, or a stream when the body says so. */
export const tgiRoot = service((call, body, generation) =>
  body.stream === true ? streamed(call, generation) : whole(generation, (generated) => [generated]),
);

/** `GET /health`: a container that is up. It asks for no slot. */
export const healthy: Service = ({ timing }) => ({
  kind: 'work',
  plan: {
    status: 200,
    statusText: 'OK',
    headers: [],
    headersAfterMs: timing.refusalMs,
    chunks: [],
    end: { kind: 'close', afterMs: timing.refusalMs },
  },
});
