import type { HeaderList } from '../../trace/events.ts';
import { jsonAnswer, JSON_HEADERS } from '../answer-plan.ts';
import { vary } from '../chance.ts';
import type { Reading, Service, ServiceCall } from '../service.ts';
import { EVENT_STREAM_HEADERS, streamAnswer } from './event-stream.ts';
import { countField, isList, isObject, parseObject, textField, type JsonObject } from './json-fields.ts';
import { axum, jsonMistake } from './mistakes.ts';
import { COMPUTE_TYPE, isReading, readAxumBody } from './tgi.ts';
import { asTokens, countTokens, writeText } from './written-text.ts';

/** In what the chat routes of different servers differ. */
interface ChatDialect {
  readonly read: (call: ServiceCall) => JsonObject | Reading;
  readonly noMessages: (call: ServiceCall) => Reading;
  readonly id: (call: ServiceCall) => string;
  readonly fingerprint: string;
  readonly model: string;
  readonly headers: (characters: number) => HeaderList;
  /** How many units of the limit it takes. */
  readonly cost: (promptTokens: number, body: JsonObject) => number;
}

/** An OpenAI-compatible `POST /v1/chat/completions`. */
function chatService(dialect: ChatDialect): Service {
  return (call) => {
    const body = dialect.read(call);
    if (isReading(body)) return body;
    const { messages } = body;
    if (!isList(messages) || messages.length === 0) return dialect.noMessages(call);
    const prompt = messages
      .map((message) => (isObject(message) ? (textField(message, 'content') ?? '') : ''))
      .join('\n');
    return complete(call, dialect, body, prompt);
  };
}

function complete(call: ServiceCall, dialect: ChatDialect, body: JsonObject, prompt: string): Reading {
  const { chance, timing, epochMs } = call;
  const totalMs = vary(timing.latencyMs, timing.jitter, chance);
  const text = writeText(chance, countField(body, 'max_tokens') ?? countField(body, 'max_completion_tokens'));
  const finishReason = text.wasCut ? 'length' : 'stop';
  const promptTokens = countTokens(prompt);
  const created = Math.floor(epochMs / 1_000);
  const common = { id: dialect.id(call), created, model: textField(body, 'model') ?? dialect.model };
  const after = { system_fingerprint: dialect.fingerprint };
  const values = { 'compute.type': COMPUTE_TYPE, 'request.characters': prompt.length };
  const cost = dialect.cost(promptTokens, body);

  if (body.stream === true) {
    const tokens = asTokens(text);
    const events = tokens.map((content, index) => {
      const finish_reason = index === tokens.length - 1 ? finishReason : null;
      const choice = { index: 0, delta: { role: 'assistant', content }, logprobs: null, finish_reason };
      return JSON.stringify({ object: 'chat.completion.chunk', ...common, ...after, choices: [choice], usage: null });
    });
    const headers = [...EVENT_STREAM_HEADERS, ...dialect.headers(prompt.length)];
    const plan = streamAnswer({ headers, events, trailing: ['[DONE]'], firstByteMs: timing.refusalMs, totalMs });
    return { kind: 'work', plan, streamed: true, values, cost };
  }
  const message = { role: 'assistant', content: text.words.join(' ') };
  const completion_tokens = text.words.length;
  const usage = { prompt_tokens: promptTokens, completion_tokens, total_tokens: promptTokens + completion_tokens };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: finishReason }];
  const answer = { object: 'chat.completion', ...common, ...after, choices, usage };
  const headers = [...JSON_HEADERS, ...dialect.headers(prompt.length)];
  return { kind: 'work', plan: jsonAnswer(answer, totalMs, headers), values, cost };
}

function readAnyJson(call: ServiceCall): JsonObject | Reading {
  const saying = { status: 400, statusText: 'Bad Request', afterMs: call.timing.refusalMs };
  return parseObject(call.text) ?? jsonMistake(saying, { error: 'The body is not a JSON object.' });
}

const noMessages = ({ timing }: ServiceCall): Reading =>
  jsonMistake(
    { status: 400, statusText: 'Bad Request', afterMs: timing.refusalMs },
    { error: '"messages" must be a list with at least one message.' },
  );
const one = (): number => 1;

/** TGI's chat route. */
export const tgiChat = chatService({
  read: readAxumBody,
  noMessages: ({ timing }) => axum.noField('messages', timing.refusalMs),
  id: () => '',
  fingerprint: '3.3.7-native',
  model: 'meta-llama/Llama-3.1-8B-Instruct',
  headers: (characters) => [
    ['x-compute-type', COMPUTE_TYPE],
    ['x-compute-characters', String(characters)],
  ],
  cost: one,
});

/** llama.cpp's chat route. */
export const llamaChat = chatService({
  read: readAnyJson,
  noMessages,
  id: ({ id }) => `chatcmpl-${String(id).padStart(8, '0')}`,
  fingerprint: 'b6000',
  model: 'Qwen2.5-7B-Instruct-Q4_K_M.gguf',
  headers: () => [],
  cost: one,
});

/** The chat route of a provider that counts tokens: those of the prompt and those that may be written. */
export const providerChat = chatService({
  read: readAnyJson,
  noMessages,
  id: ({ id }) => `chatcmpl-${String(id).padStart(8, '0')}`,
  fingerprint: 'fp_3f3b593e33',
  model: 'llama-3.3-70b-versatile',
  headers: () => [],
  cost: (promptTokens, body) => promptTokens + (countField(body, 'max_tokens') ?? 1_024),
});
