import { libraryMutants, type PythonMutant } from './python-library-mutants.ts';
import type { Way } from '../support/python-exam/play-in-python.ts';

/** Who must tell of what both files share, and is taken out of one of them. */
const SHARED: readonly Way[] = ['requests'];

const hintMutants: readonly Omit<PythonMutant, 'ways'>[] = [
  {
    rule: 'Retry-After in seconds',
    find: '("retry-after", _parse_retry_after(headers, now)),',
    replace: '',
    case: 'retry-after-seconds',
  },
  {
    rule: 'Retry-After as a date',
    find: `.split(",")))
    return _seconds_until(_parse_date(value), headers, now)`,
    replace: `.split(",")))
    return None`,
    case: 'retry-after-date',
  },
  {
    rule: 'a date as asctime() has it',
    find: String.raw`ASCTIME.sub(r"\1, \3 \2 \5 \4 GMT", value or "")`,
    replace: 'value or ""',
    case: 'retry-after-asctime',
  },
  {
    rule: 'a date as RFC 850 had it',
    find: '[A-Za-z]+, ',
    replace: '[A-Za-z]{3}, ',
    case: 'retry-after-rfc-850',
  },
  {
    rule: 'retry-after-ms',
    find: '(ms, _parse_number(headers.get(ms), 1000)),',
    replace: '',
    case: 'retry-after-ms',
  },
  {
    rule: 'a hint below a second is not rounded up',
    find: 'return _Hint(wait_s, reason)',
    replace: 'return _Hint(-(-wait_s // 1), reason)',
    case: 'retry-after-ms-short',
  },
  {
    rule: 'RateLimit',
    find: '("ratelimit", _parse_rate_limit(headers.get("ratelimit"))),',
    replace: '',
    case: 'ratelimit',
  },
  { rule: 'RateLimit of draft 07', find: '(?:t|reset)=', replace: '(?:t)=', case: 'ratelimit-draft-07' },
  {
    rule: 'RateLimit only with nothing left',
    find: String.raw`[item for item in items if re.search(r"\b(r|remaining)=0\b", item)]`,
    replace: 'items',
    case: 'ratelimit-left',
  },
  {
    rule: 'RateLimit-Reset',
    find: '("ratelimit-reset", _parse_reset(headers, status, "ratelimit", now)),',
    replace: '',
    case: 'ratelimit-reset',
  },
  {
    rule: 'x-ratelimit-reset only with nothing left',
    find: `    if left or (left is None and status != 429):
        return None
`,
    replace: '',
    case: 'x-ratelimit-left',
  },
  { rule: 'a wait in the body', find: '("body", _parse_text(text)),', replace: '', case: 'body-wait' },
  {
    rule: 'x-ratelimit-reset',
    find: '("x-ratelimit-reset", _parse_reset(headers, status, "x-ratelimit", now)),',
    replace: '',
    case: 'x-ratelimit-reset-seconds',
  },
  {
    rule: 'a reset in epoch ms',
    find: 'if number > 1e12:',
    replace: 'if False:',
    case: 'x-ratelimit-reset-epoch-ms',
  },
  {
    rule: 'a reset in epoch seconds',
    find: 'return _seconds_until(number, headers, now) if number > 1e9 else number',
    replace: 'return number',
    case: 'x-ratelimit-reset-epoch-seconds',
  },
  {
    rule: 'a reset as a date',
    find: `if number is None:
        return _seconds_until(_parse_date(value), headers, now)`,
    replace: `if number is None:
        return None`,
    case: 'x-ratelimit-reset-date',
  },
  {
    rule: 'a malformed hint is none',
    find: 'if value is not None and NUMBERS.fullmatch(value):',
    replace: 'if value is not None:',
    case: 'retry-after-malformed',
  },
  {
    rule: 'a hint that has passed is no wait',
    find: 'if wait_s is not None and wait_s > 0:',
    replace: 'if wait_s is not None:',
    case: 'retry-after-past',
  },
  {
    rule: 'jitter behind a hint',
    find: 'return hint.wait_s + self._chance() * spread_s',
    replace: 'return hint.wait_s',
    case: 'herd-told',
  },
];

const loopMutants: readonly Omit<PythonMutant, 'ways'>[] = [
  {
    rule: 'backoff',
    find: 'ceiling_s = min(options.max_delay_s, initial_s * 2.0 ** min(self.attempt - 1, 99))',
    replace: 'ceiling_s = 0.0',
    case: 'no-hint',
  },
  {
    rule: 'backoff has a cap',
    find: 'min(options.max_delay_s, initial_s * 2.0 ** min(self.attempt - 1, 99))',
    replace: 'initial_s * 2.0 ** min(self.attempt - 1, 99)',
    case: 'long-outage',
  },
  {
    rule: 'jitter without a hint',
    find: 'return self._chance() * ceiling_s',
    replace: 'return ceiling_s',
    case: 'herd',
  },
  {
    rule: 'no quota',
    find: 'if NO_FUNDS.search(text) or (hint is None and QUOTA.search(text)):',
    replace: 'if False:',
    case: 'quota-spent',
  },
  {
    rule: 'a quota that names a wait is none',
    find: '(hint is None and QUOTA.search(text))',
    replace: 'QUOTA.search(text)',
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
    find: '"insufficient_quota|',
    replace: '"insufficient[_ -]?quota|',
    case: 'quota-in-words',
  },
  { rule: 'no credits', find: 'if status == 402:', replace: 'if False:', case: 'credits-spent' },
  {
    rule: 'no action limit',
    find: 'return vague and LONG_LIMIT.search(text) is not None',
    replace: 'return False',
    case: 'action-limit',
  },
  {
    rule: 'a timeout for each attempt',
    find: 'min(self.options.attempt_timeout_s, max(0.001, self.end - now))',
    replace: '3e5',
    case: 'never-answers',
  },
  {
    rule: 'attempts have an end',
    find: 'if self.attempt >= options.max_attempts:',
    replace: 'if False:',
    case: 'refuses-always',
  },
  {
    rule: 'a deadline',
    find: 'if options.clock() + delay_s >= self.end:',
    replace: 'if False:',
    case: 'retry-after-day',
  },
  ...[400, 401, 403, 404, 410].map((status) => ({
    rule: `a ${status} is not retried`,
    find: 'RETRYABLE = (408,',
    replace: `RETRYABLE = (${status}, 408,`,
    case: `status-${status}`,
  })),
  { rule: 'a body is not sent in half', find: 'if not self.can_resend:', replace: 'if False:', case: 'one-shot-body' },
  ...[408, 429, 500, 502, 503, 504].map((status) => ({
    rule: `a ${status} is retried`,
    find: 'RETRYABLE = (408, 429, 500, 502, 503, 504)',
    replace: `RETRYABLE = {408, 429, 500, 502, 503, 504} - {${status}}`,
    case: status === 429 ? 'retry-after-seconds' : `status-${status}`,
  })),
];

/** Every rule of `retry` in Python. */
export const pythonRetryMutants: readonly PythonMutant[] = [
  ...[...hintMutants, ...loopMutants].map((mutant) => ({ ...mutant, ways: SHARED })),
  ...libraryMutants,
];
