import type { Mutant } from './mutant.ts';

/** A rule of `retry` or of what it stands with, and the case of the exam that must tell. */
interface ExamMutant extends Mutant {
  readonly case: string;
  /** Of our clients, the one to mutate. @default 'retry' */
  readonly client?: string;
  /** Which of its files. @default 'retry.ts' */
  readonly file?: string;
}

export const retryMutants: readonly ExamMutant[] = [
  {
    rule: 'Retry-After in seconds',
    find: "['retry-after', parseRetryAfter(headers)],",
    replace: '',
    case: 'retry-after-seconds',
  },
  {
    rule: 'Retry-After as a date',
    find: 'return waitMs || msUntil(readDate(value), headers);',
    replace: 'return waitMs;',
    case: 'retry-after-date',
  },
  {
    rule: 'a date as RFC 850 had it',
    find: '/^[A-Za-z]+, ',
    replace: '/^[A-Za-z]{3}, ',
    case: 'retry-after-rfc-850',
  },
  {
    rule: 'a date as asctime() has it',
    find: "value?.replace(ASCTIME, '$1, $3 $2 $5 $4 GMT') ?? ''",
    replace: "value ?? ''",
    case: 'retry-after-asctime',
  },
  {
    rule: 'retry-after-ms',
    find: "['retry-after-ms', parseNumber(headers.get('retry-after-ms'))],",
    replace: '',
    case: 'retry-after-ms',
  },
  {
    rule: 'a hint below a second is not rounded up',
    find: "parseNumber(headers.get('retry-after-ms'))",
    replace: "parseNumber(String(Math.ceil(Number(headers.get('retry-after-ms')) / 1000)), 1000)",
    case: 'retry-after-ms-short',
  },
  {
    rule: 'RateLimit',
    find: "['ratelimit', parseRateLimit(headers.get('ratelimit'))],",
    replace: '',
    case: 'ratelimit',
  },
  {
    rule: 'RateLimit of draft 07',
    find: String.raw`/\b(?:t|reset)=(\d+)/`,
    replace: String.raw`/\b(?:t)=(\d+)/`,
    case: 'ratelimit-draft-07',
  },
  {
    rule: 'RateLimit-Reset',
    find: "['ratelimit-reset', parseReset(response, 'ratelimit')],",
    replace: '',
    case: 'ratelimit-reset',
  },
  {
    rule: 'RateLimit only with nothing left',
    find: String.raw`.filter((item) => /\b(r|remaining)=0\b/.test(item))`,
    replace: '',
    case: 'ratelimit-left',
  },
  {
    rule: 'x-ratelimit-reset',
    find: "['x-ratelimit-reset', parseReset(response, 'x-ratelimit')],",
    replace: '',
    case: 'x-ratelimit-reset-seconds',
  },
  {
    rule: 'x-ratelimit-reset only with nothing left',
    find: 'if (left || (left !== 0 && status !== 429)) return NaN;',
    replace: '',
    case: 'x-ratelimit-left',
  },
  {
    rule: 'a reset in epoch ms',
    find: 'number > 1e12 ? number : number * 1000',
    replace: 'number * 1000',
    case: 'x-ratelimit-reset-epoch-ms',
  },
  {
    rule: 'a reset in epoch seconds',
    find: 'if (number <= 1e9) return number * 1000;',
    replace: 'if (number <= 1e12) return number * 1000;',
    case: 'x-ratelimit-reset-epoch-seconds',
  },
  {
    rule: 'a reset as a date',
    find: 'epochMs || readDate(value)',
    replace: 'epochMs',
    case: 'x-ratelimit-reset-date',
  },
  { rule: 'a wait in the body', find: "['body', parseText(text)],", replace: '', case: 'body-wait' },
  {
    rule: 'a malformed hint is none',
    find: 'parseNumber(part, 1000)',
    replace: 'parseNumber(part, 1000) || 1e9',
    case: 'retry-after-malformed',
  },
  {
    rule: 'a hint that has passed is no wait',
    find: 'if (waitMs > 0)',
    replace: 'if (waitMs <= 0 || waitMs > 0)',
    case: 'retry-after-past',
  },
  {
    rule: 'backoff',
    find: 'const ceilingMs = Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1));',
    replace: 'const ceilingMs = 0;',
    case: 'no-hint',
  },
  {
    rule: 'backoff has a cap',
    find: 'Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1))',
    replace: 'initialDelayMs * 2 ** (attempt - 1)',
    case: 'long-outage',
  },
  {
    rule: 'jitter without a hint',
    find: "if (jitter === 'full') return chance() * ceilingMs;",
    replace: "if (jitter === 'full') return ceilingMs;",
    case: 'herd',
  },
  {
    rule: 'jitter behind a hint',
    find: 'Math.min(mostMs, Math.max(initialDelayMs, waitMs / 10))',
    replace: '0 * mostMs',
    case: 'herd-told',
  },
  {
    rule: 'no quota',
    find: 'if (NO_FUNDS.test(text) || (!hint && QUOTA.test(text))) return true;',
    replace: '',
    case: 'quota-spent',
  },
  {
    rule: 'a quota that names a wait is none',
    find: '(!hint && QUOTA.test(text))',
    replace: 'QUOTA.test(text)',
    case: 'quota-with-a-wait',
  },
  {
    rule: 'a quota may name its wait in words',
    find: '|retry) in|retryDelay)',
    replace: ') in)',
    case: 'quota-with-a-wait-in-the-body',
  },
  {
    rule: 'the code of an empty account, not its words',
    find: '/insufficient_quota|',
    replace: '/insufficient[_ -]?quota|',
    case: 'quota-in-words',
  },
  { rule: 'no credits', find: 'if (status === 402) return true;', replace: '', case: 'credits-spent' },
  {
    rule: 'no action limit',
    find: 'return isVague && LONG_LIMIT.test(text);',
    replace: 'return false;',
    case: 'action-limit',
  },
  { rule: 'network failures', find: "return { error, text: '' };", replace: 'throw error;', case: 'connection-drops' },
  {
    rule: 'a timeout for each attempt',
    find: "() => timeout.abort(new DOMException('No answer in time', 'TimeoutError')),",
    replace: '() => undefined,',
    case: 'never-answers',
  },
  {
    rule: 'attempts have an end',
    find: "if (attempt >= maxAttempts) throw giveUp('attempts', 'no attempt is left');",
    replace: '',
    case: 'refuses-always',
  },
  {
    rule: 'no wait after the last attempt',
    find: "if (attempt >= maxAttempts) throw giveUp('attempts', 'no attempt is left');",
    replace:
      "if (attempt >= maxAttempts) { await sleep(1000, signal); throw giveUp('attempts', 'no attempt is left'); }",
    case: 'no-last-sleep',
  },
  {
    rule: 'a deadline',
    find: 'if (performance.now() + delayMs >= endMs) {',
    replace: 'if (false) {',
    case: 'retry-after-day',
  },
  {
    rule: 'an abort ends a wait',
    find: "signal.addEventListener('abort', wake);",
    replace: '',
    case: 'abort-in-wait',
  },
  {
    rule: 'an abort ends an attempt',
    find: 'AbortSignal.any([signal, timeout.signal])',
    replace: 'timeout.signal',
    case: 'abort-in-flight',
  },
  {
    rule: 'a stream is not sent twice',
    find: `if (!canResend)
      throw giveUp('body', 'its body is a stream, which cannot be sent twice');`,
    replace: '',
    case: 'one-shot-body',
  },
  ...[408, 429, 500, 502, 503, 504].map((status) => ({
    rule: `a ${status} is retried`,
    find: 'const RETRYABLE = [408, 429, 500, 502, 503, 504];',
    replace: `const RETRYABLE = [408, 429, 500, 502, 503, 504].filter((each) => each !== ${status});`,
    case: status === 429 ? 'retry-after-seconds' : `status-${status}`,
  })),
  ...[400, 401, 403, 404, 410].map((status) => ({
    rule: `a ${status} is not retried`,
    find: 'const RETRYABLE = [408,',
    replace: `const RETRYABLE = [${status}, 408,`,
    case: `status-${status}`,
  })),
  {
    rule: 'the rest of a refusal is not waited for',
    find: '(await peek(response, stopped, stop))',
    replace: '(clearTimeout(timer), { response, text: await response.clone().text() })',
    case: 'body-stalls',
  },
  {
    rule: 'a look into the stream',
    find: 'guardEventStream(await fetch(...request))',
    replace: 'fetch(...request)',
    case: 'stream-overload',
    client: 'retry-and-sse-guard',
    file: 'client.ts',
  },
  {
    rule: 'an error in a stream is one',
    find: 'return Boolean(error) ||',
    replace: 'return',
    case: 'stream-overload',
    client: 'retry-and-sse-guard',
    file: 'sse-guard.ts',
  },
  {
    rule: 'a budget has an end',
    find: 'if (countLeft() < 1) return false;',
    replace: '',
    case: 'two-layers',
    client: 'retry-and-budget',
    file: 'retry-budget.ts',
  },
  {
    rule: 'shouldRetry is asked',
    find: 'if (options.shouldRetry?.(failure) === false)',
    replace: 'if (false)',
    case: 'two-layers',
    client: 'retry-and-budget',
  },
  {
    rule: 'retries go through the fetch that was given',
    find: 'const { fetch: send = fetch } = options;',
    replace: 'const send = fetch;',
    case: 'stream-overload',
    client: 'retry-and-sse-guard',
  },
];
