/** Servers that say when to come back: rightly, wrongly, or not at all. */
import type { ExamCase, RuleSource } from '../exam-case.ts';
import {
  getsThrough,
  judgeBy,
  keepsDistance,
  repeatsItself,
  sendsAtMost,
  settlesBy,
  tellsOfFailure,
  waitsAtLeast,
  waitsAtMost,
} from '../rules.ts';
import { refusingServer, type Hint, type HintForm } from '../server-kit.ts';
import { defineCase, ONE_POST, sources } from './case-kit.ts';

/** Of a client that backs off, no two tries lie closer together than this on average. */
const DISTANCE_MS = 150;
const DAY_SECONDS = 86_400;
/** Nobody expects a call to take longer. */
const LONGEST_CALL_MS = 600_000;
/** The longest wait of a timer, which is 2^31 - 1 ms, in whole days: 24.8. */
const OVERFLOW_SECONDS = Math.ceil(2 ** 31 / 1_000);

interface Told {
  readonly id: string;
  readonly title: string;
  readonly behaviour: string;
  readonly hint: Hint;
  readonly source: RuleSource;
}

/** A server that refuses twice, says when to come back, and means it. */
function told({ hint, ...rest }: Told): ExamCase {
  const ms = hint.seconds * 1_000;
  return defineCase({
    ...rest,
    right: 'It waits as long as it was told, never less, repeats the same request, and gets through.',
    server: refusingServer({ status: 429, refusals: 2, hint }),
    // Half as long again, or 5 s for a short wait, is room for anybody's spread.
    judge: judgeBy(waitsAtLeast(ms), waitsAtMost(ms * 1.5 + 5_000), getsThrough, repeatsItself),
  });
}

const kiota: RuleSource = { title: 'microsoft/kiota, issue 596', url: 'https://github.com/microsoft/kiota/issues/596' };
const pi: RuleSource = {
  title: 'earendil-works/pi, issue 9689',
  url: 'https://github.com/earendil-works/pi/issues/9689',
};
const azure: RuleSource = {
  title: 'Azure/azure-sdk-for-python, issue 9092',
  url: 'https://github.com/Azure/azure-sdk-for-python/issues/9092',
};

const toldCases: readonly ExamCase[] = [
  told({
    id: 'retry-after-seconds',
    title: 'Retry-After in seconds',
    behaviour: 'Answers 429 with Retry-After: 7, twice.',
    hint: { form: 'retry-after', seconds: 7 },
    source: sources.retryAfter,
  }),
  told({
    id: 'retry-after-date',
    title: 'Retry-After as a date',
    behaviour: 'Answers 429 with a Retry-After that is an HTTP date 30 s ahead, twice.',
    hint: { form: 'retry-after-date', seconds: 30 },
    source: kiota,
  }),
  told({
    id: 'retry-after-ms',
    title: 'retry-after-ms',
    behaviour: 'Answers 429 with retry-after-ms: 2500, twice.',
    hint: { form: 'retry-after-ms', seconds: 2.5 },
    source: azure,
  }),
  told({
    id: 'ratelimit',
    title: 'RateLimit with nothing left',
    behaviour: 'Answers 429 with RateLimit: "default";r=0;t=12 and no Retry-After, twice.',
    hint: { form: 'ratelimit', seconds: 12 },
    source: sources.rateLimit,
  }),
  told({
    id: 'ratelimit-draft-07',
    title: 'RateLimit as an older draft has it',
    behaviour: 'Answers 429 with RateLimit: limit=100, remaining=0, reset=12, twice.',
    hint: { form: 'ratelimit-draft-07', seconds: 12 },
    source: sources.rateLimit,
  }),
  ...resetCases(),
];

function resetCases(): readonly ExamCase[] {
  const words: readonly (readonly [HintForm, string])[] = [
    ['x-ratelimit-reset-seconds', 'seconds to go'],
    ['x-ratelimit-reset-epoch-seconds', 'seconds since 1970'],
    ['x-ratelimit-reset-epoch-ms', 'milliseconds since 1970'],
    ['x-ratelimit-reset-date', 'a date'],
  ];
  return words.map(([form, what]) =>
    told({
      id: form,
      title: `x-ratelimit-reset as ${what}`,
      behaviour: `Answers 429 with x-ratelimit-remaining: 0 and an x-ratelimit-reset 20 s ahead, as ${what}, twice.`,
      hint: { form, seconds: 20 },
      source: sources.rateLimit,
    }),
  );
}

/** A server whose hint says nothing that could be obeyed. */
function unhelpful(id: string, title: string, value: string, source: RuleSource): ExamCase {
  return defineCase({
    id,
    title,
    behaviour: `Answers 429 with Retry-After: ${value}, four times.`,
    right: 'It takes the header for what it is, keeps its own distance instead, and gets through.',
    source,
    server: refusingServer({ status: 429, refusals: 4, headers: [['retry-after', value]] }),
    judge: judgeBy(keepsDistance(DISTANCE_MS), getsThrough),
  });
}

export const hints: readonly ExamCase[] = [
  ...toldCases,
  defineCase({
    id: 'no-hint',
    title: 'No hint at all',
    behaviour: 'Answers 429 without any header about it, four times.',
    right: 'It backs off on its own and gets through.',
    source: sources.jitter,
    server: refusingServer({ status: 429, refusals: 4 }),
    judge: judgeBy(keepsDistance(DISTANCE_MS), getsThrough, repeatsItself),
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
    judge: judgeBy(keepsDistance(DISTANCE_MS), getsThrough),
  }),
  defineCase({
    id: 'retry-after-zero',
    title: 'Retry-After: 0',
    behaviour: 'Answers 429 with Retry-After: 0, four times.',
    right: 'It may come back soon, but does not hammer, and gets through.',
    source: pi,
    server: refusingServer({ status: 429, refusals: 4, hint: { form: 'retry-after', seconds: 0 } }),
    judge: judgeBy(keepsDistance(DISTANCE_MS), getsThrough),
  }),
  defineCase({
    id: 'retry-after-lies',
    title: 'Retry-After that is too short',
    behaviour: 'Answers 429 with Retry-After: 1, four times, though its window lasts longer.',
    right: 'It waits a second at least each time, and gets through.',
    source: sources.retryAfter,
    server: refusingServer({ status: 429, refusals: 4, hint: { form: 'retry-after', seconds: 1 } }),
    judge: judgeBy(waitsAtLeast(1_000), getsThrough),
  }),
  defineCase({
    id: 'retry-after-day',
    title: 'Retry-After of a day',
    behaviour: 'Answers 429 with Retry-After: 86400, once.',
    right:
      'It says at once that it will not wait so long: nobody expects a call to hang for a day, and coming back sooner is no use.',
    source: { title: 'earendil-works/pi, pull request 4991', url: 'https://github.com/earendil-works/pi/pull/4991' },
    server: refusingServer({ status: 429, refusals: Infinity, hint: { form: 'retry-after', seconds: DAY_SECONDS } }),
    judge: judgeBy(sendsAtMost(1), tellsOfFailure, settlesBy(LONGEST_CALL_MS)),
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
    call: { ...ONE_POST, timeoutMs: DAY_SECONDS * 1_000 },
    judge: judgeBy(sendsAtMost(1), tellsOfFailure),
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
];
