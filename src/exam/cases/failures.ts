/** Servers that break, stay silent or go on refusing, and callers that lose patience. */
import type { ExamCase, RuleSource } from '../exam-case.ts';
import {
  endsWithLastAnswer,
  getsThrough,
  handsOnAllOrTells,
  isOpenAt,
  judgeBy,
  keepsDistance,
  saysAtOnceThatItCannot,
  sendsAtLeast,
  sendsAtMost,
  settlesBy,
  tellsOfFailure,
  waitsAtMost,
} from '../rules.ts';
import { repeatsItself, sendsWhatItIsGiven, sendsWholeBody } from '../same-request.ts';
import { refusingServer, SUCCESS } from '../server-kit.ts';
import { defineCase, DISTANCE_SEEDS, LUCK_SEEDS, ONE_POST, sources } from './case-kit.ts';

/** Why a POST is repeated in the exam. */
const HARMLESS = 'A question may be asked twice without harm; where that is not so, a client must be told.';
/** More tries than this at a server that is down make things worse, by three layers of three tries. */
const MOST_TRIES = 30;
/** No cap among the clients that have one is longer; it is urllib3's. */
const LONGEST_BACKOFF_MS = 120_000;

/** What the standard asks care for. That a repeat is right here is the exam's own choice, which `right` says. */
const repeating: RuleSource = {
  title: 'RFC 9110, section 9.2.2, which asks for care with it',
  url: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2',
};
const copied: RuleSource = {
  title: 'The retry loop that is copied everywhere',
  url: 'https://drdroid.io/integration-diagnosis-knowledge/hugging-face-inference-endpoints-ratelimitexceeded',
};
const overload: RuleSource = {
  title: 'Handling Overload, Site Reliability Engineering, chapter 21',
  url: 'https://sre.google/sre-book/handling-overload/',
};
const fetchStandard: RuleSource = { title: 'Fetch Standard', url: 'https://fetch.spec.whatwg.org/' };

export const failures: readonly ExamCase[] = [
  defineCase({
    id: 'success',
    title: 'No trouble at all',
    behaviour: 'Answers 200.',
    right: 'It asks once, sends all that its caller gave it, and hands on the answer.',
    source: fetchStandard,
    server: { kind: 'script', answers: [SUCCESS] },
    judge: judgeBy(sendsWhatItIsGiven(ONE_POST), sendsAtMost(1), getsThrough, settlesBy(1_000)),
  }),
  ...[500, 502, 503, 504, 408].map((status) =>
    defineCase({
      id: `status-${status}`,
      title: `A ${status} that passes`,
      behaviour: `Answers ${status} twice, then 200.`,
      right: `It tries again with the same request, at a distance, and gets through. ${HARMLESS}`,
      source: repeating,
      server: refusingServer({ status, refusals: 2 }),
      seeds: DISTANCE_SEEDS,
      judgeRuns: keepsDistance,
      judge: judgeBy(getsThrough, repeatsItself),
    }),
  ),
  defineCase({
    id: 'html-body',
    title: 'An error page in HTML',
    behaviour: 'A proxy answers 502 with a page of HTML where JSON was asked for, twice.',
    right: `It tries again, and does not choke on the page. ${HARMLESS}`,
    source: repeating,
    server: refusingServer({
      status: 502,
      refusals: 2,
      body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
    }),
    judge: judgeBy(getsThrough, repeatsItself),
  }),
  defineCase({
    id: 'connection-drops',
    title: 'A connection that drops',
    behaviour: 'Drops the connection before it answers, twice.',
    right: `It tries again at a distance, and gets through. ${HARMLESS}`,
    source: repeating,
    server: refusingServer({ status: 200, refusals: 2, end: 'drop' }),
    seeds: DISTANCE_SEEDS,
    judgeRuns: keepsDistance,
    judge: judgeBy(getsThrough, repeatsItself),
  }),
  defineCase({
    id: 'never-answers',
    title: 'A server that stays silent',
    behaviour: 'Takes the first request and never answers it; answers the next.',
    right:
      'It gives up on the silent attempt by a timeout of its own, tries again, and gets through within ten minutes.',
    source: copied,
    server: { kind: 'script', answers: [{ status: 200, end: 'never' }, SUCCESS] },
    judge: judgeBy(getsThrough, settlesBy(600_000)),
  }),
  defineCase({
    id: 'body-stalls',
    title: 'A refusal whose body never ends',
    behaviour: 'Answers 429 with a body that stops halfway and stays open, then 200.',
    right: 'It does not wait for the rest of what it is going to drop, and gets through within ten minutes.',
    source: fetchStandard,
    server: { kind: 'script', answers: [{ status: 429, body: '{"error":"Try again', end: 'stall' }, SUCCESS] },
    judge: judgeBy(getsThrough, settlesBy(600_000)),
  }),
  defineCase({
    id: 'body-drops',
    title: 'A success that breaks off',
    behaviour: 'Answers 200, and drops the connection in the middle of the body, once.',
    right: 'Half an answer is none: its caller learns of the failure, or gets a whole answer from another try.',
    source: {
      title: 'RFC 9112, section 8, incomplete messages',
      url: 'https://www.rfc-editor.org/rfc/rfc9112#section-8',
    },
    server: { kind: 'script', answers: [{ ...SUCCESS, end: 'drop-midway' }, SUCCESS] },
    judge: judgeBy(handsOnAllOrTells),
  }),
  defineCase({
    id: 'long-outage',
    title: 'A server that is down for long',
    behaviour: 'Answers 503 for ever, without a hint.',
    right:
      'It tries again, and its waits have a cap, of two minutes at most: who doubles them for ever sleeps on when the server is back.',
    source: sources.jitter,
    server: refusingServer({ status: 503, refusals: Infinity }),
    seeds: [1, 2, 3],
    judge: judgeBy(sendsAtLeast(2), waitsAtMost(LONGEST_BACKOFF_MS)),
  }),
  defineCase({
    id: 'refuses-always',
    title: 'A server that never lets it through',
    behaviour: 'Answers 429 for ever.',
    right: 'It gives up after some tries, and its caller learns that it failed.',
    source: overload,
    server: refusingServer({ status: 429, refusals: Infinity }),
    judge: judgeBy(sendsAtLeast(2), sendsAtMost(MOST_TRIES), tellsOfFailure),
  }),
  defineCase({
    id: 'no-last-sleep',
    title: 'No wait after the last try',
    behaviour: 'Answers 429 for ever.',
    right: 'It tries again, and tells its caller as soon as the last attempt has failed.',
    source: copied,
    server: refusingServer({ status: 429, refusals: Infinity }),
    judge: judgeBy(sendsAtLeast(2), endsWithLastAnswer),
  }),
  defineCase({
    id: 'abort-in-wait',
    title: 'An abort during a wait',
    behaviour: 'Answers 429 with Retry-After: 30; the caller aborts after 2 s.',
    right:
      'It waits as it was told until it is stopped, and then stops at once: no further request, and the caller has the abort.',
    source: sources.abort,
    server: refusingServer({ status: 429, refusals: Infinity, headers: [['retry-after', '30']] }),
    call: { ...ONE_POST, abortAfterMs: 2_000 },
    seeds: LUCK_SEEDS,
    judge: judgeBy(isOpenAt(2_000), sendsAtMost(1), tellsOfFailure, settlesBy(2_100)),
  }),
  defineCase({
    id: 'abort-in-flight',
    title: 'An abort during an attempt',
    behaviour: 'Never answers; the caller aborts after 2 s.',
    right: 'It does not try again: the caller has gone.',
    source: sources.abort,
    server: { kind: 'script', answers: [{ status: 200, end: 'never' }] },
    call: { ...ONE_POST, abortAfterMs: 2_000 },
    judge: judgeBy(sendsAtMost(1), tellsOfFailure, settlesBy(2_100)),
  }),
  defineCase({
    id: 'deadline',
    title: "A caller's deadline",
    behaviour: "Answers 429 with Retry-After: 15 for ever; the caller's signal times out after 5 s, during the wait.",
    right: 'It waits until the deadline, is over with that and not with the wait, and says so.',
    source: overload,
    server: refusingServer({ status: 429, refusals: Infinity, headers: [['retry-after', '15']] }),
    call: { ...ONE_POST, timeoutMs: 5_000 },
    seeds: LUCK_SEEDS,
    judge: judgeBy(isOpenAt(5_000), settlesBy(5_100), tellsOfFailure),
  }),
  defineCase({
    id: 'one-shot-body',
    title: 'A body that can be read once',
    behaviour: 'Answers 503 once, to a request whose body is a stream.',
    right: 'It sends the whole body again, or says at once that it cannot; it never sends half of it, or none.',
    source: fetchStandard,
    server: refusingServer({ status: 503, refusals: 1 }),
    call: { ...ONE_POST, body: 'stream' },
    seeds: LUCK_SEEDS,
    judge: (evidence) => {
      const rules = evidence.attempts.length > 1 ? [getsThrough] : [tellsOfFailure, saysAtOnceThatItCannot];
      return judgeBy(sendsWholeBody(ONE_POST), repeatsItself, ...rules)(evidence);
    },
  }),
];
