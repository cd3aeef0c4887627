import type { HeaderList } from '../../trace/events.ts';
import { jsonAnswer, JSON_HEADERS } from '../answer-plan.ts';
import { createChance, hashText, vary } from '../chance.ts';
import type { Reading, Service, ServiceCall } from '../service.ts';
import { textsField } from './json-fields.ts';
import { axum } from './mistakes.ts';
import { isReading, readAxumBody } from './tgi.ts';
import { countTokens } from './written-text.ts';

/** How long our vectors are. Real models have hundreds of numbers; the reader has a screen. */
const DIMENSIONS = 16;

/** A vector of length 1 that depends on the text alone, as a model's does. */
function embedText(text: string): readonly number[] {
  const chance = createChance(hashText(text), DIMENSIONS);
  const raw = Array.from({ length: DIMENSIONS }, () => 2 * chance() - 1);
  const length = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0));
  return raw.map((value) => Math.round((value / length) * 1e6) / 1e6);
}

function embedService(field: string, form: string, wrap: (texts: readonly string[]) => unknown): Service {
  return (call) => {
    const body = readAxumBody(call);
    if (isReading(body)) return body;
    const texts = textsField(body, field);
    if (texts === undefined) return axum.noField(field, call.timing.refusalMs);
    const { batchLimit = Infinity } = call.timing;
    if (texts.length > batchLimit) {
      return { kind: 'refused', form, values: { 'batch.size': texts.length, 'batch.limit': batchLimit } };
    }
    return embed(call, texts, wrap);
  };
}

function embed(call: ServiceCall, texts: readonly string[], wrap: (texts: readonly string[]) => unknown): Reading {
  const { latencyMs, perInputMs = 0, jitter } = call.timing;
  const totalMs = vary(latencyMs + perInputMs * texts.length, jitter, call.chance);
  const headers: HeaderList = [
    ...JSON_HEADERS,
    ['x-compute-type', 'gpu+optimized'],
    ['x-compute-characters', String(texts.join('').length)],
    ['x-total-time', String(totalMs)],
  ];
  return { kind: 'work', plan: jsonAnswer(wrap(texts), totalMs, headers), cost: texts.length };
}

/** `POST /embed`: a list of vectors, one for each input, which takes one permit each. */
export const teiEmbed = embedService('inputs', 'tei-batch-too-large/native', (texts) => texts.map(embedText));

/** `POST /v1/embeddings`: the same in OpenAI's shape. */
export const teiOpenaiEmbed = embedService('input', 'tei-batch-too-large/openai', (texts) => {
  const data = texts.map((text, index) => ({ object: 'embedding', embedding: embedText(text), index }));
  const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
  return { object: 'list', data, model: '/repository', usage: { prompt_tokens: tokens, total_tokens: tokens } };
});
