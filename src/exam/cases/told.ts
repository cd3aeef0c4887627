import type { ExamCase, RuleSource } from '../exam-case.ts';
import { getsThrough, judgeBy, roundsNoneUp, waitsAtLeast, waitsAtMost } from '../rules.ts';
import { repeatsItself } from '../same-request.ts';
import { refusingServer, type Hint, type HintForm } from '../server-kit.ts';
import { defineCase, LUCK_SEEDS, sources } from './case-kit.ts';

const SHORT_MS = 300;

interface Told {
  readonly id: string;
  readonly title: string;
  readonly behaviour: string;
  readonly hint: Hint;
  readonly source: RuleSource;
  readonly seeds?: readonly number[];
}

/** A server that refuses twice, says when to come back, and means it. */
function toldTwice({ hint, ...rest }: Told): ExamCase {
  const ms = hint.seconds * 1_000;
  return defineCase({
    ...rest,
    right: 'It waits as long as it was told, never less, repeats the same request, and gets through.',
    server: refusingServer({ status: 429, refusals: 2, hint }),
    // Half as long again, or 5 s for a short wait, is room for anybody's spread.
    judge: judgeBy(waitsAtLeast(ms), waitsAtMost(ms * 1.5 + 5_000), getsThrough, repeatsItself),
  });
}

/** The forms that it calls obsolete, and yet asks every recipient to read. */
const dates: RuleSource = {
  title: 'RFC 9110, section 5.6.7',
  url: 'https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7',
};
const kiota: RuleSource = { title: 'microsoft/kiota, issue 596', url: 'https://github.com/microsoft/kiota/issues/596' };
const azure: RuleSource = {
  title: 'Azure/azure-sdk-for-python, issue 9092',
  url: 'https://github.com/Azure/azure-sdk-for-python/issues/9092',
};

/** A limit of tokens per minute, as Gemini words it. */
const GEMINI_QUOTA = JSON.stringify({
  error: {
    code: 429,
    message:
      'You exceeded your current quota, please check your plan and billing details. \n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_paid_tier_input_token_count, limit: 4000000\nPlease retry in 7.434392449s.',
    status: 'RESOURCE_EXHAUSTED',
    details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7s' }],
  },
});

/** Servers that say when to come back, and mean it. */
export const told: readonly ExamCase[] = [
  toldTwice({
    id: 'retry-after-seconds',
    title: 'Retry-After in seconds',
    behaviour: 'Answers 429 with Retry-After: 7, twice.',
    hint: { form: 'retry-after', seconds: 7 },
    source: sources.retryAfter,
    seeds: LUCK_SEEDS,
  }),
  toldTwice({
    id: 'retry-after-date',
    title: 'Retry-After as a date',
    behaviour: 'Answers 429 with a Retry-After that is an HTTP date 30 s ahead, twice.',
    hint: { form: 'retry-after-date', seconds: 30 },
    source: kiota,
  }),
  toldTwice({
    id: 'retry-after-rfc-850',
    title: 'Retry-After as a date of RFC 850',
    behaviour: 'Answers 429 with a Retry-After 30 s ahead, written as in “Tuesday, 24-Nov-26 02:00:31 GMT”, twice.',
    hint: { form: 'retry-after-rfc-850', seconds: 30 },
    source: dates,
  }),
  toldTwice({
    id: 'retry-after-asctime',
    title: 'Retry-After as a date of asctime()',
    behaviour: 'Answers 429 with a Retry-After 30 s ahead, written as in “Tue Nov 24 02:00:31 2026”, twice.',
    hint: { form: 'retry-after-asctime', seconds: 30 },
    source: dates,
  }),
  toldTwice({
    id: 'retry-after-ms',
    title: 'retry-after-ms',
    behaviour: 'Answers 429 with retry-after-ms: 12500, twice.',
    hint: { form: 'retry-after-ms', seconds: 12.5 },
    source: azure,
  }),
  defineCase({
    id: 'retry-after-ms-short',
    title: 'retry-after-ms below a second',
    behaviour: `Answers 429 with retry-after-ms: ${SHORT_MS}, twice.`,
    right: 'It waits so long, never less, but makes no whole second of it: it is back within one, and gets through.',
    source: {
      title: 'matrix-org/matrix-spec-proposals, pull request 4041',
      url: 'https://github.com/matrix-org/matrix-spec-proposals/pull/4041',
    },
    server: refusingServer({ status: 429, refusals: 2, hint: { form: 'retry-after-ms', seconds: SHORT_MS / 1_000 } }),
    // A delay of one's own is likely to lie in so short a span, so more of them are drawn.
    seeds: [...LUCK_SEEDS, 432, 433],
    judge: judgeBy(waitsAtLeast(SHORT_MS), roundsNoneUp(SHORT_MS), getsThrough, repeatsItself),
  }),
  toldTwice({
    id: 'ratelimit',
    title: 'RateLimit with nothing left',
    behaviour: 'Answers 429 with RateLimit: "default";r=0;t=12 and no Retry-After, twice.',
    hint: { form: 'ratelimit', seconds: 12 },
    source: sources.rateLimit,
  }),
  toldTwice({
    id: 'ratelimit-draft-07',
    title: 'RateLimit as an older draft has it',
    behaviour: 'Answers 429 with RateLimit: limit=100, remaining=0, reset=12, twice.',
    hint: { form: 'ratelimit-draft-07', seconds: 12 },
    source: sources.rateLimit,
  }),
  toldTwice({
    id: 'ratelimit-reset',
    title: 'RateLimit in three headers',
    behaviour: 'Answers 429 with RateLimit-Remaining: 0 and RateLimit-Reset: 12, as the first drafts had it, twice.',
    hint: { form: 'ratelimit-reset', seconds: 12 },
    source: sources.rateLimit,
  }),
  ...resetCases(),
  toldTwice({
    id: 'body-wait',
    title: 'A wait that is named in the body',
    behaviour: 'Answers 429 without any header about it; “Please try again in 7.5s” stands in the body. Twice.',
    hint: { form: 'body', seconds: 7.5 },
    source: { title: 'Aider-AI/aider, issue 3265', url: 'https://github.com/Aider-AI/aider/issues/3265' },
  }),
  defineCase({
    id: 'quota-with-a-wait',
    title: 'A quota that names a wait',
    behaviour: 'Answers 429 with “You exceeded your current quota” and Retry-After: 9, twice.',
    right: 'It believes the wait, not the wording: a limit that names one passes. It waits so long and gets through.',
    source: { title: 'RFC 6585, section 4', url: 'https://www.rfc-editor.org/rfc/rfc6585#section-4' },
    server: refusingServer({
      status: 429,
      refusals: 2,
      hint: { form: 'retry-after', seconds: 9 },
      body: '{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details."}}',
    }),
    judge: judgeBy(waitsAtLeast(9_000), waitsAtMost(18_500), getsThrough),
  }),
  defineCase({
    id: 'quota-with-a-wait-in-the-body',
    title: 'A quota that names a wait in its body',
    behaviour:
      'Answers 429 as Gemini does, twice: “You exceeded your current quota … Please retry in 7.43s.” and "retryDelay": "7s", without any header about it.',
    right: 'It believes the wait, not the wording, in the words or in the field: it waits so long and gets through.',
    source: {
      title: 'browserbase/mcp-server-browserbase, issue 129',
      url: 'https://github.com/browserbase/mcp-server-browserbase/issues/129',
    },
    server: refusingServer({ status: 429, refusals: 2, body: GEMINI_QUOTA }),
    // The field is in whole seconds.
    judge: judgeBy(waitsAtLeast(7_000), waitsAtMost(16_150), getsThrough),
  }),
];

function resetCases(): readonly ExamCase[] {
  const words: readonly (readonly [HintForm, string])[] = [
    ['x-ratelimit-reset-seconds', 'seconds to go'],
    ['x-ratelimit-reset-epoch-seconds', 'seconds since 1970'],
    ['x-ratelimit-reset-epoch-ms', 'milliseconds since 1970'],
    ['x-ratelimit-reset-date', 'a date'],
  ];
  return words.map(([form, what]) =>
    toldTwice({
      id: form,
      title: `x-ratelimit-reset as ${what}`,
      behaviour: `Answers 429 with x-ratelimit-remaining: 0 and an x-ratelimit-reset 20 s ahead, as ${what}, twice.`,
      hint: { form, seconds: 20 },
      source: sources.rateLimit,
    }),
  );
}
