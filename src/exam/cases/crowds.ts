/** What goes wrong only when many come at once, or a server needs time. */
import type { ExamCase } from '../exam-case.ts';
import { getsThrough, judgeBy, sendsAtMost, tellsOfFailure } from '../rules.ts';
import { spreadsOut, triesAgain, type CrowdBound } from '../crowd-rules.ts';
import { SUCCESS, type Hint, hintHeaders } from '../server-kit.ts';
import { defineCase, LUCK_SEEDS, ONE_POST, sources } from './case-kit.ts';

const HERD = 20;
/**
 * What makes a second crowd no crowd. A full jitter over 500 ms keeps both by far. An equal one, over the upper 250 ms,
 * breaks the first in 1 of 10^11 exams and the second in 2 of 10^7, reckoned from 400,000 crowds of 20 drawn at random.
 * One over 125 ms, which is next to none, breaks the second in all of them.
 */
const BOUNDS: readonly CrowdBound[] = [
  { withinMs: 10, most: 1 / 3, mostInWords: 'a third' },
  { withinMs: 100, most: 3 / 4, mostInWords: 'three quarters' },
];
const BOUNDS_IN_WORDS = BOUNDS.map(
  ({ withinMs, mostInWords }) => `no more than ${mostInWords} within ${withinMs} ms`,
).join(' and ');
const LAYERED = 50;
const LAYERS = 3;
const CALLS = LAYERED * LAYERS;
/** Half as many retries as there are calls: a second try of each call is twice as much. */
const MOST_RETRIES = CALLS / 2;
/** Chance is judged, so it is tried more than once. */
const SEEDS = [1, 2, 3, 4, 5];

/** Refuses everybody once, and then has room for all. */
function herd(given: Pick<ExamCase, 'id' | 'title' | 'behaviour'> & { readonly hint?: Hint }): ExamCase {
  const { hint, ...rest } = given;
  const no = { status: 429, headers: hint ? hintHeaders(hint) : [], body: '{"error":"Too many at once."}' };
  return defineCase({
    ...rest,
    right: `They come back spread out, not as one crowd: ${BOUNDS_IN_WORDS} of each other, on average over ${SEEDS.length} runs. To send them one after the other is to spread them too.`,
    source: sources.jitter,
    server: { kind: 'script', answers: [no, SUCCESS], perCaller: true },
    call: { ...ONE_POST, callers: HERD },
    seeds: SEEDS,
    judgeRuns: spreadsOut(...BOUNDS),
    judge: judgeBy(getsThrough),
  });
}

export const crowds: readonly ExamCase[] = [
  herd({ id: 'herd', title: 'A herd', behaviour: `Refuses each of ${HERD} callers once, without a hint.` }),
  herd({
    id: 'herd-told',
    title: 'A herd that was told the same',
    behaviour: `Refuses each of ${HERD} callers once, with Retry-After: 5.`,
    hint: { form: 'retry-after', seconds: 5 },
  }),
  defineCase({
    id: 'window-of-50',
    title: '50 callers against one window',
    behaviour:
      'Has room for 20 requests in each 10 s, says in Retry-After when the next begins, and meets 50 callers at once.',
    right: 'All get through, with no more than a few requests each.',
    source: sources.retryAfter,
    server: { kind: 'scenario', id: 'standard-retry-after', settings: { limit: 20, windowSeconds: 10 } },
    call: { ...ONE_POST, callers: 50 },
    judge: judgeBy(getsThrough, sendsAtMost(150)),
  }),
  defineCase({
    id: 'cold-42-s',
    title: 'An endpoint that needs 42 s to start',
    behaviour: 'Answers 503 without a hint for 42 s after the first request, then 200.',
    right: 'It keeps at it, at a distance, until the endpoint is there.',
    source: {
      title: 'Autoscaling, Inference Endpoints',
      url: 'https://github.com/huggingface/hf-endpoints-documentation/blob/6b7307ab0e/docs/source/guides/autoscaling.md',
    },
    server: { kind: 'scenario', id: 'endpoint-cold', settings: { startupSeconds: 42 } },
    call: { ...ONE_POST, url: 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud/generate' },
    seeds: LUCK_SEEDS,
    // So many in 42 s are more than half a second apart.
    judge: judgeBy(getsThrough, sendsAtMost(60)),
  }),
  defineCase({
    id: 'stream-overload',
    title: 'Overload inside a 200',
    behaviour: 'Answers 200 with an event stream whose first event is an error: the container is overloaded.',
    right: 'It takes the error for what it is, and tries again until it gets through.',
    source: {
      title: 'Text Generation Inference, router/src/server.rs',
      url: 'https://github.com/huggingface/text-generation-inference/blob/db931fcf42/router/src/server.rs',
    },
    server: { kind: 'scenario', id: 'tgi-stream-overload', settings: {} },
    call: {
      ...ONE_POST,
      url: 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud/v1/chat/completions',
      text: '{"model":"tgi","stream":true,"messages":[{"role":"user","content":"Question {caller}"}]}',
    },
    needs: ['reads-streams'],
    judge: judgeBy(getsThrough),
  }),
  defineCase({
    id: 'two-layers',
    title: 'Two layers that retry',
    behaviour: `Answers 429 for ever, to ${LAYERED} callers that each try three times around the client.`,
    right:
      'It tries again, and tries do not multiply: all calls together bring at most half as many retries as there are calls. Every caller learns that it failed.',
    source: {
      title: 'openai/openai-cookbook, pull request 2812',
      url: 'https://github.com/openai/openai-cookbook/pull/2812',
    },
    server: { kind: 'script', answers: [{ status: 429, body: '{"error":"Try again later."}' }] },
    call: { ...ONE_POST, callers: LAYERED, layers: LAYERS },
    needs: ['retry-budget'],
    judge: judgeBy(triesAgain(CALLS), sendsAtMost(CALLS + MOST_RETRIES), tellsOfFailure),
  }),
];
