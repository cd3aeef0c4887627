// SPDX-License-Identifier: MIT-0
// retry 1.1.0 sha256:5777665890b8ef6b https://try-again-later.example/fixes/retry/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
/**
 * fetch that tries again when trying again can help, and says why when it stops.
 *
 *     const response = await fetchWithRetry(url, { method: 'POST', body }, { deadlineMs: 90_000 });
 *
 * Retries 408, 429, 500, 502, 503, 504 and network failures, for every method, POST included.
 * RFC 9110 (section 9.2.2) asks for care there, since a request that failed may still have been
 * carried out: where doing it twice does harm, forbid it with `shouldRetry`.
 *
 * Waits as long as the server says, plus jitter, and never less. It reads `retry-after-ms`, with
 * Azure's `x-ms-` before it too; `Retry-After` (RFC 9110, section 10.2.3); `RateLimit` with
 * nothing left (IETF draft ratelimit-headers, also in its older forms); `x-ratelimit-reset`;
 * "try again in 1.5s", "retry in" or Google's `retryDelay` in the body. Without a hint, or with
 * one of 0 or in the past, it backs off: initialDelayMs, doubling up to maxDelayMs, with full
 * jitter (AWS Architecture Blog, "Exponential Backoff And Jitter").
 *
 * Returns any other answer (200, 400, 401, 404 ...) as `fetch` does. Throws `RetryError` when it
 * gives up, and at once on what no wait cures: a 402, an empty account, a limit per hour or day
 * that names no wait. An abort of `init.signal` rejects at once, also during a wait; so does what
 * `shouldRetry`, `onRetry` and `random` throw.
 *
 * Node 20.3 or later, Deno, Bun, browsers, workers: nothing but web standards.
 */
export interface RetryOptions {
  /** How many requests at most, the first included. @default 5 */
  readonly maxAttempts?: number;
  /** Ms until the answer's headers are there, waits included; Infinity for none. @default 120_000 */
  readonly deadlineMs?: number;
  /** Ms for one attempt until its headers are there; a body may stream on. @default 60_000 */
  readonly attemptTimeoutMs?: number;
  /** Ms before the first retry, before jitter. @default 500 */
  readonly initialDelayMs?: number;
  /** No backoff is longer than this, in ms; a wait that the server names may be. @default 30_000 */
  readonly maxDelayMs?: number;
  /** How chance spreads out many clients. @default 'full' */
  readonly jitter?: 'full' | 'equal' | 'decorrelated' | 'none';
  /** Only `false` forbids a retry; then `RetryError` is thrown. */
  readonly shouldRetry?: (failure: Failure) => boolean;
  /** Called before each wait. */
  readonly onRetry?: (retry: Retry) => void;
  /** Numbers in [0, 1); any other counts as 1. @default Math.random */
  readonly random?: () => number;
  /** Sends each attempt; may pace or check it. What it throws is retried. @default fetch */
  readonly fetch?: (request: Request, init: RequestInit) => Promise<Response>;
}

/** An attempt that failed: it has a `response`, or the `error` that came instead. */
export interface Failure {
  /** Counts from 1. */
  readonly attempt: number;
  readonly request: Request;
  readonly response?: Response;
  readonly error?: unknown;
}

export interface Retry extends Failure {
  /** The wait that begins now, in ms. */
  readonly delayMs: number;
  /** Who asked for it: a header by its name, the `body`, or our own `backoff`. */
  readonly reason: string;
}

/** `final`: no wait cures it. `forbidden`: by `shouldRetry`. `body`: a stream can't be resent. */
export type GiveUpReason = 'attempts' | 'deadline' | 'final' | 'forbidden' | 'body';

/** Thrown on giving up. `cause` is what the last attempt threw, if it threw. */
export class RetryError extends Error {
  override readonly name = 'RetryError';
  readonly reason: GiveUpReason;
  readonly attempts: number;
  /** The waits between the attempts, in ms. */
  readonly waitsMs: readonly number[];
  /** The last response, its body still to be read, as far as it came; undefined if none did. */
  readonly response: Response | undefined;
  /** The wait that the server asked for last, in ms, without jitter; 0 if it is over already. */
  readonly retryInMs: number | undefined;

  constructor(
    reason: GiveUpReason,
    why: string,
    waitsMs: readonly number[],
    last: Failure,
    retryInMs: number | undefined,
  ) {
    const status = last.response ? `status ${last.response.status}` : 'no response';
    super(`Gave up after attempt ${last.attempt} (${status}): ${why}.`, {
      cause: last.error,
    });
    this.reason = reason;
    this.attempts = last.attempt;
    this.waitsMs = waitsMs;
    this.response = last.response;
    this.retryInMs = retryInMs;
  }
}

const RETRYABLE = [408, 429, 500, 502, 503, 504];
const NO_FUNDS =
  /insufficient_quota|(monthly|included|prepaid) credits|credit_balance|(spend(ing)?|organization_usage)[ _]limit|PerDay/i;
const QUOTA = /exceeded your current quota/i;
const LONG_LIMIT = /\bper (hour|day|week|month)\b/i;
/** The three forms of RFC 9110, section 5.6.7. */
const HTTP_DATE = /^[A-Za-z]+, (\d+)([ -])\w{3}\2(\d\d){1,2} \d\d:\d\d:[0-5]\d GMT$/;
const ASCTIME = /^(\w{3}) (\w{3}) +(\d+) (\S+) (\d{4})$/;
const RFC_3339 = /^[1-9]\d{3}-\d\d-(\d\d)T\d\d:\d\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:[0-5]\d)$/;
const TRY_AGAIN =
  /(?:(?:try again|retry) in|retryDelay)[\\": ]+(?:about )?((?:\d+(?:\.\d+)? ?(?:[dhs]|m(?!il|on))[a-z]*,? ?(?:and )?)+)/i;
/** Such as "about 1 hour", or hours or days alone. */
const VAGUE = /(?:try again|retry) in (about |[\d.]+ ?[dh][a-z]*\b(?!,? ?(and )?\d))/i;
const UNITS_MS: Record<string, number> = { d: 864e5, h: 36e5, m: 6e4, s: 1000, ms: 1 };
/** A longer timer overflows and fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const MAX_PEEK_MS = 2000;

/** `fetch`, retried. Takes what `fetch` takes, and the options. */
export async function fetchWithRetry(
  input: string | URL | Request,
  init: RequestInit = {},
  options: RetryOptions = {},
): Promise<Response> {
  const { maxAttempts = 5, deadlineMs = 120_000, attemptTimeoutMs = 60_000 } = options;
  if (!(maxAttempts >= 1 && deadlineMs > 0 && attemptTimeoutMs > 0)) {
    throw new RangeError('maxAttempts, deadlineMs and attemptTimeoutMs must be positive');
  }
  const { fetch: send = fetch } = options;
  const nextDelay = createDelays(options);
  const waitsMs: number[] = [];
  const endMs = performance.now() + deadlineMs;
  // Made once, so that a bad URL throws here.
  const request = new Request(input, init);
  const { signal } = request;
  // Given an init, fetch forgets these.
  const { referrer, referrerPolicy } = input instanceof Request ? input : request;
  // A Request forgets some of `init`: a `dispatcher` of undici, a proxy of Bun.
  const rest = { referrer, referrerPolicy, ...init };
  delete rest.method;
  delete rest.headers;
  delete rest.body;
  const canResend = !isStream(init.body);

  for (let attempt = 1; ; attempt++) {
    const timeoutMs = Math.min(attemptTimeoutMs, endMs - performance.now());
    const sent = canResend ? request.clone() : request;
    const { text, ...came } = await tryOnce(
      (either) => send(sent, { ...rest, signal: either }),
      signal,
      timeoutMs,
    );
    const { response } = came;
    if (response && !isRefusal(response.status)) return response;

    const failure = { attempt, request, ...came };
    const hint = response && readHint(response, text);
    const final = response && isFinal(response.status, text, hint);
    const told = final ? undefined : hint;
    const giveUp = (
      reason: GiveUpReason,
      why: string,
      last: Failure = failure,
      retryInMs = told?.waitMs,
    ) => new RetryError(reason, why, waitsMs, last, retryInMs);
    if (final) {
      const why = 'an account or a long-term limit is used up';
      throw giveUp('final', `${why}, and waiting will not help`);
    }
    if (attempt >= maxAttempts) throw giveUp('attempts', 'no attempt is left');
    if (!canResend)
      throw giveUp('body', 'its body is a stream, which cannot be sent twice');
    try {
      const delayMs = nextDelay(attempt, told, endMs - performance.now());
      if (performance.now() + delayMs >= endMs) {
        const seconds = Math.ceil(delayMs / 100) / 10;
        throw giveUp('deadline', `the next is due in ${seconds} s, past the deadline`);
      }
      if (options.shouldRetry?.(failure) === false)
        throw giveUp('forbidden', 'shouldRetry said no');
      options.onRetry?.({ ...failure, delayMs, reason: told?.reason ?? 'backoff' });
      waitsMs.push(delayMs);
      drop(response);
      await sleep(delayMs, signal);
      // A timer may be late. Of the body there is left what was read.
      if (performance.now() >= endMs) {
        const last = response && { ...failure, response: new Response(text, response) };
        throw giveUp('deadline', 'it passed during the wait', last, told && 0);
      }
    } catch (thrown) {
      if (!(thrown instanceof RetryError)) drop(response);
      throw thrown;
    }
  }
}

function drop(response: Response | undefined): void {
  response?.body?.cancel().catch(() => undefined);
}

interface Outcome {
  readonly response?: Response;
  readonly text: string;
  readonly error?: unknown;
}

async function tryOnce(
  send: (signal: AbortSignal) => Promise<Response>,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<Outcome> {
  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new DOMException('No answer in time', 'TimeoutError')),
    Math.min(timeoutMs, MAX_TIMER_MS),
  );
  const either = AbortSignal.any([signal, timeout.signal]);
  let stop = (): void => undefined;
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  either.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    const answer = send(either);
    // A fetch of one's own may not heed its signal.
    const response = await Promise.race([answer, stopped]);
    const peeked = response && (await peek(response, stopped, stop));
    if (!response || signal.aborted) answer.then(drop, () => undefined);
    signal.throwIfAborted();
    return peeked ?? { error: either.reason, text: '' };
  } catch (error) {
    signal.throwIfAborted();
    return { error, text: '' };
  } finally {
    clearTimeout(timer);
    either.removeEventListener('abort', stop);
  }
}

function isRefusal(status: number): boolean {
  return status === 402 || RETRYABLE.includes(status);
}

/** Reads the start of a refusal's body, which stays readable. */
async function peek(
  response: Response,
  stopped: Promise<undefined>,
  stop: () => void,
): Promise<Outcome> {
  // A fetch of one's own may have read it.
  const isTaken = response.bodyUsed || response.body?.locked;
  if (isTaken || !isRefusal(response.status)) return { response, text: '' };
  const timer = setTimeout(stop, MAX_PEEK_MS);
  const reader = response.clone().body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (reader && text.length < 10_000) {
      const read = await Promise.race([reader.read(), stopped]);
      if (!read) throw new Error();
      if (read.done) break;
      text += decoder.decode(read.value, { stream: true });
    }
    return { response, text };
  } catch {
    // What has come must do.
    drop(response);
    return { response: new Response(text, response), text };
  } finally {
    clearTimeout(timer);
    // Not awaited: it settles when the other half of the clone does.
    reader?.cancel().catch(() => undefined);
  }
}

/** True when no wait helps. A server that names a wait means a limit which does pass. */
function isFinal(status: number, text: string, hint: Hint | undefined): boolean {
  if (status === 402) return true;
  if (status !== 429) return false;
  if (NO_FUNDS.test(text) || (!hint && QUOTA.test(text))) return true;
  const isVague = !hint || (hint.reason === 'body' && VAGUE.test(text));
  return isVague && LONG_LIMIT.test(text);
}

interface Hint {
  readonly waitMs: number;
  readonly reason: string;
}

/** The first form in which the server names a wait. */
function readHint(response: Response, text: string): Hint | undefined {
  const { headers } = response;
  const forms: readonly (readonly [reason: string, waitMs: number])[] = [
    ['retry-after-ms', parseNumber(headers.get('retry-after-ms'))],
    ['x-ms-retry-after-ms', parseNumber(headers.get('x-ms-retry-after-ms'))],
    ['retry-after', parseRetryAfter(headers)],
    ['ratelimit', parseRateLimit(headers.get('ratelimit'))],
    ['ratelimit-reset', parseReset(response, 'ratelimit')],
    ['x-ratelimit-reset', parseReset(response, 'x-ratelimit')],
    ['body', parseText(text)],
  ];
  for (const [reason, waitMs] of forms) {
    if (waitMs > 0) return { reason, waitMs: Math.ceil(waitMs) };
  }
  return undefined;
}

function parseNumber(value: string | null, unitMs = 1): number {
  return value !== null && /^\d+(\.\d+)?$/.test(value) ? Number(value) * unitMs : NaN;
}

/** By the server's clock where it tells the time, since ours may be wrong. */
function msUntil(epochMs: number, headers: Headers): number {
  return epochMs - (readDate(headers.get('date')) || Date.now());
}

/** In ms since 1970, or NaN. */
function readDate(value: string | null): number {
  const date = value?.replace(ASCTIME, '$1, $3 $2 $5 $4 GMT') ?? '';
  const [, day] = HTTP_DATE.exec(date) ?? RFC_3339.exec(date) ?? [];
  // Engines make 1 Dec of 31 Nov.
  const there = new Date(date.replace(/[+-]..:..$/, 'Z'));
  return there.getUTCDate() === Number(day) ? Date.parse(date) : NaN;
}

/** A date, or seconds: the longest of several ("120, 120"). */
function parseRetryAfter(headers: Headers): number {
  const value = headers.get('retry-after');
  const parts = value?.split(/ *, */) ?? [];
  const waitMs = Math.max(...parts.map((part) => parseNumber(part, 1000)));
  return waitMs || msUntil(readDate(value), headers);
}

/** `"api";r=0;t=55`, or in draft 07 `limit=100, remaining=0, reset=5`. The longest counts. */
function parseRateLimit(value: string | null): number {
  const bare = (value ?? '').replace(/"[^"]*"/g, '');
  const items = bare.includes('remaining=') ? [bare] : bare.split(',');
  const waitsMs = items
    .filter((item) => /\b(r|remaining)=0\b/.test(item))
    .map((item) => Number(/\b(?:t|reset)=(\d+)/.exec(item)?.[1] ?? 0) * 1000);
  return Math.max(0, ...waitsMs);
}

/** Never standardised: seconds to go, epoch seconds, epoch ms, or a date. */
function parseReset({ headers, status }: Response, prefix: string): number {
  const left = parseNumber(headers.get(`${prefix}-remaining`));
  if (left || (left !== 0 && status !== 429)) return NaN;
  const value = headers.get(`${prefix}-reset`);
  const number = parseNumber(value);
  if (number <= 1e9) return number * 1000;
  const epochMs = number > 1e12 ? number : number * 1000;
  return msUntil(epochMs || readDate(value), headers);
}

/** In ms: of "149.8ms", "7m12s", "about 1 hour". */
function parseText(text: string): number {
  const span = TRY_AGAIN.exec(text)?.[1]?.toLowerCase();
  let waitMs = 0;
  for (const [, count, unit = ''] of span?.matchAll(/([\d.]+) ?(ms|\w)/g) ?? []) {
    waitMs += Number(count) * (UNITS_MS[unit] ?? 0);
  }
  return waitMs;
}

/** The waits, in whole ms and rounded up, so that none is shorter than the server said. */
function createDelays(
  options: RetryOptions,
): (attempt: number, told: Hint | undefined, leftMs: number) => number {
  const { initialDelayMs = 500, maxDelayMs = 30_000, jitter = 'full' } = options;
  const { random = Math.random } = options;
  if (!(initialDelayMs >= 0 && maxDelayMs >= 0)) {
    throw new RangeError('initialDelayMs and maxDelayMs must be 0 or more');
  }
  if (!['full', 'equal', 'decorrelated', 'none'].includes(jitter)) {
    throw new RangeError('jitter must be full, equal, decorrelated or none');
  }
  const chance = (): number => {
    const drawn = random();
    return drawn >= 0 && drawn < 1 ? drawn : 1;
  };
  let lastMs = initialDelayMs;
  const backoffMs = (attempt: number): number => {
    const ceilingMs = Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1));
    if (jitter === 'none') return ceilingMs;
    if (jitter === 'full') return chance() * ceilingMs;
    if (jitter === 'equal') return (ceilingMs + chance() * ceilingMs) / 2;
    const spreadMs = Math.max(0, lastMs * 3 - initialDelayMs);
    lastMs = Math.min(maxDelayMs, initialDelayMs + chance() * spreadMs);
    return lastMs;
  };
  return (attempt, told, leftMs) => {
    if (!told) return Math.ceil(backoffMs(attempt));
    const { waitMs } = told;
    if (jitter === 'none') return waitMs;
    // Everyone was told the same instant: spread out, but in time for an attempt.
    const mostMs = Math.max(0, (leftMs - waitMs) / 2 || 0);
    const spreadMs = Math.min(mostMs, Math.max(initialDelayMs, waitMs / 10));
    return Math.ceil(waitMs + chance() * spreadMs);
  };
}

async function sleep(delayMs: number, signal: AbortSignal): Promise<void> {
  for (let leftMs = delayMs; leftMs > 0; leftMs -= MAX_TIMER_MS) {
    signal.throwIfAborted();
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(leftMs, MAX_TIMER_MS));
      signal.addEventListener('abort', wake);
    });
  }
  signal.throwIfAborted();
}

function isStream(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  return body instanceof ReadableStream || Symbol.asyncIterator in body;
}
