/** Servers whose word on when to come back is wrong, of no use, or missing. */
import type { ExamCase, RuleSource } from '../exam-case.ts';
import {
  getsThrough,
  judgeBy,
  keepsDistance,
  sendsAtMost,
  settlesBy,
  tellsOfFailure,
  waitsAtLeast,
  waitsAtMost,
  waitsOnOrTells,
} from '../rules.ts';
import { repeatsItself } from '../same-request.ts';
import { refusingServer } from '../server-kit.ts';
import { defineCase, DISTANCE_SEEDS, LUCK_SEEDS, sources } from './case-kit.ts';

const DAY_SECONDS = 86_400;
/** More than a timer can hold: its longest is 2^31 - 1 ms, or 24.8 days. */
const OVERFLOW_SECONDS = Math.ceil(2 ** 31 / 1_000);

const pi: RuleSource = {
  title: 'earendil-works/pi, issue 9689',
  url: 'https://github.com/earendil-works/pi/issues/9689',
};
/** A server whose hint says nothing that could be obeyed. */
function unhelpful(id: string, title: string, value: string, source: RuleSource): ExamCase {
  return defineCase({
    id,
    title,
    behaviour: `Answers 429 with Retry-After: ${value}, four times.`,
    right: 'It takes the header for what it is, keeps its own distance instead, and gets through.',
    source,
    server: refusingServer({ status: 429, refusals: 4, headers: [['retry-after', value]] }),
    seeds: DISTANCE_SEEDS,
    judgeRuns: keepsDistance,
    judge: judgeBy(getsThrough),
  });
}

export const hints: readonly ExamCase[] = [
  defineCase({
    id: 'no-hint',
    title: 'No hint at all',
    behaviour: 'Answers 429 without any header about it, four times.',
    right: 'It backs off on its own and gets through.',
    source: sources.jitter,
    server: refusingServer({ status: 429, refusals: 4 }),
    seeds: DISTANCE_SEEDS,
    judgeRuns: keepsDistance,
    judge: judgeBy(getsThrough, repeatsItself),
  }),
  unhelpful('retry-after-malformed', 'Retry-After that is no time', 'soon', pi),
  unhelpful('retry-after-negative', 'Retry-After below zero', '-5', sources.retryAfter),
  defineCase({
    id: 'retry-after-past',
    title: 'Retry-After in the past',
    behaviour: 'Answers 429 with a Retry-After that is an HTTP date a minute ago, four times.',
    right: 'It takes that as “no wait named”, keeps some distance, and gets through.',
    source: sources.retryAfter,
    server: refusingServer({ status: 429, refusals: 4, hint: { form: 'retry-after-date', seconds: -60 } }),
    seeds: DISTANCE_SEEDS,
    judgeRuns: keepsDistance,
    judge: judgeBy(getsThrough),
  }),
  defineCase({
    id: 'retry-after-zero',
    title: 'Retry-After: 0',
    behaviour: 'Answers 429 with Retry-After: 0, four times.',
    right: 'It may come back soon, but does not hammer, and gets through.',
    source: pi,
    server: refusingServer({ status: 429, refusals: 4, hint: { form: 'retry-after', seconds: 0 } }),
    seeds: DISTANCE_SEEDS,
    judgeRuns: keepsDistance,
    judge: judgeBy(getsThrough),
  }),
  defineCase({
    id: 'retry-after-lies',
    title: 'Retry-After that is too short',
    behaviour: 'Answers 429 with Retry-After: 1, four times, though its window lasts longer.',
    right: 'It waits a second at least each time, and gets through.',
    source: sources.retryAfter,
    server: refusingServer({ status: 429, refusals: 4, hint: { form: 'retry-after', seconds: 1 } }),
    seeds: LUCK_SEEDS,
    judge: judgeBy(waitsAtLeast(1_000), getsThrough),
  }),
  defineCase({
    id: 'retry-after-day',
    title: 'Retry-After of a day',
    behaviour: 'Answers 429 with Retry-After: 86400, to every request.',
    right:
      'It says at once that it will not wait so long: nobody expects a call to hang for a day, and coming back sooner is no use.',
    source: { title: 'earendil-works/pi, pull request 4991', url: 'https://github.com/earendil-works/pi/pull/4991' },
    server: refusingServer({ status: 429, refusals: Infinity, hint: { form: 'retry-after', seconds: DAY_SECONDS } }),
    judge: judgeBy(sendsAtMost(1), tellsOfFailure, settlesBy(1_000)),
  }),
  defineCase({
    id: 'retry-after-overflow',
    title: 'Retry-After that overflows a timer',
    behaviour: `Answers 429 with Retry-After: ${OVERFLOW_SECONDS}, which is 24.8 days and more than a timer can hold.`,
    right: 'It says at once that it will not wait so long, or waits; it does not come back at once.',
    source: {
      title: 'setTimeout, HTML Living Standard: delays are 32-bit integers',
      url: 'https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-settimeout',
    },
    server: refusingServer({
      status: 429,
      refusals: Infinity,
      hint: { form: 'retry-after', seconds: OVERFLOW_SECONDS },
    }),
    mayWaitOn: true,
    judge: judgeBy(sendsAtMost(1), waitsOnOrTells),
  }),
  defineCase({
    id: 'ratelimit-left',
    title: 'RateLimit with room left',
    behaviour: 'Answers 503 with RateLimit: "default";r=50;t=240, once: the limit is not why.',
    right: 'It does not wait the 240 s that the header counts: there are requests left.',
    source: sources.rateLimit,
    server: refusingServer({ status: 503, refusals: 1, headers: [['ratelimit', '"default";r=50;t=240']] }),
    judge: judgeBy(waitsAtMost(60_000), getsThrough),
  }),
  defineCase({
    id: 'x-ratelimit-left',
    title: 'x-ratelimit-remaining with room left',
    behaviour: 'Answers 503 with x-ratelimit-remaining: 50 and x-ratelimit-reset: 240, once: the limit is not why.',
    right: 'It does not wait the 240 s until the reset: there are requests left.',
    source: sources.rateLimit,
    server: refusingServer({
      status: 503,
      refusals: 1,
      headers: [
        ['x-ratelimit-limit', '100'],
        ['x-ratelimit-remaining', '50'],
        ['x-ratelimit-reset', '240'],
      ],
    }),
    judge: judgeBy(waitsAtMost(60_000), getsThrough),
  }),
  defineCase({
    id: 'quota-in-words',
    title: 'A rate limit worded as a quota',
    behaviour: 'Answers 429 with “INSUFFICIENT QUOTA” for its limit of requests in flight, without a hint, twice.',
    right: 'It does not take the words for an empty account: it backs off on its own and gets through.',
    source: {
      title: 'LibreChat-AI/agents, pull request 358',
      url: 'https://github.com/LibreChat-AI/agents/pull/358',
    },
    server: refusingServer({
      status: 429,
      refusals: 2,
      body: '{"status":429,"error":"INSUFFICIENT QUOTA","message":"You exceeded your current limit of concurrent requests."}',
    }),
    seeds: DISTANCE_SEEDS,
    judgeRuns: keepsDistance,
    judge: judgeBy(getsThrough),
  }),
];
