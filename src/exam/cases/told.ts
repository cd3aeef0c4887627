import type { ExamCase, RuleSource } from '../exam-case.ts';
import { getsThrough, judgeBy, repeatsItself, waitsAtLeast, waitsAtMost } from '../rules.ts';
import { refusingServer, type Hint, type HintForm } from '../server-kit.ts';
import { defineCase, sources } from './case-kit.ts';

interface Told {
  readonly id: string;
  readonly title: string;
  readonly behaviour: string;
  readonly hint: Hint;
  readonly source: RuleSource;
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

const kiota: RuleSource = { title: 'microsoft/kiota, issue 596', url: 'https://github.com/microsoft/kiota/issues/596' };
const azure: RuleSource = {
  title: 'Azure/azure-sdk-for-python, issue 9092',
  url: 'https://github.com/Azure/azure-sdk-for-python/issues/9092',
};

/** Servers that say when to come back, and mean it. */
export const told: readonly ExamCase[] = [
  toldTwice({
    id: 'retry-after-seconds',
    title: 'Retry-After in seconds',
    behaviour: 'Answers 429 with Retry-After: 7, twice.',
    hint: { form: 'retry-after', seconds: 7 },
    source: sources.retryAfter,
  }),
  toldTwice({
    id: 'retry-after-date',
    title: 'Retry-After as a date',
    behaviour: 'Answers 429 with a Retry-After that is an HTTP date 30 s ahead, twice.',
    hint: { form: 'retry-after-date', seconds: 30 },
    source: kiota,
  }),
  toldTwice({
    id: 'retry-after-ms',
    title: 'retry-after-ms',
    behaviour: 'Answers 429 with retry-after-ms: 2500, twice.',
    hint: { form: 'retry-after-ms', seconds: 2.5 },
    source: azure,
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
