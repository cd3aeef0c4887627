// SPDX-License-Identifier: MIT-0
// wait-until-ready 1.1.0 sha256:b208f53156218887 https://try-again-later.example/fixes/wait-until-ready/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
/**
 * Waits until an endpoint that was scaled to zero is there, and says at once what no wait cures.
 *
 *     const headers = { Authorization: `Bearer ${token}` };
 *     await waitUntilReady(`${ENDPOINT}/health`, { headers, signal });
 *
 * While a replica starts, which takes from 40 seconds to minutes, the proxy of Hugging Face's
 * Inference Endpoints answers 503 without saying for how long; the request wakes the endpoint all
 * the same. With `X-Scale-Up-Timeout: 240` it holds the request for up to that many seconds
 * instead (Hugging Face, Inference Endpoints, "Autoscaling"). This sends that header and, should
 * a 5xx come nevertheless, asks again every `pollMs` until `deadlineMs`, and after a 429 or 503
 * that names a longer wait in `Retry-After` (or `-ms`) behind that, spread out by up to a tenth of it and at
 * least `pollMs`.
 *
 * Resolves once a GET of the URL is answered with 2xx, so give it a route that is cheap and that
 * only a loaded model answers. Goes on after 408, 425, 429, 5xx and network failures. Anything
 * else throws `NotReadyError` at once: 400, as for an endpoint that somebody paused and which no
 * request wakes; 401 and 403, a token that is missing or wrong; 404, and so on. So does the
 * deadline, after which nothing is sent. An abort of `signal` rejects at once with its reason.
 *
 * In a browser a header of one's own needs the server's leave (CORS): set `holdMs` to 0 there.
 *
 * Node 20.3 or later, Deno, Bun, browsers, workers: nothing but web standards.
 */
export interface WaitOptions {
  /** Ms until it gives up. @default 600_000 */
  readonly deadlineMs?: number;
  /** Ms for which the server may hold a request; 0 sends no such header. Node's fetch waits 300 s for an answer, so stay below. @default 240_000 */
  readonly holdMs?: number;
  /** Ms between one answer and the next request, on average. @default 5_000 */
  readonly pollMs?: number;
  /** Called before each wait, to show that something goes on. */
  readonly onProgress?: (progress: Progress) => void;
  /** Numbers in [0, 1), which spread out clients that began together; any other counts as 1. @default Math.random */
  readonly random?: () => number;
}

export interface ReadyRequest {
  readonly headers?: RequestInit['headers'];
  readonly signal?: AbortSignal | null;
}

export interface Progress {
  /** Requests so far. */
  readonly requests: number;
  /** Ms since the beginning. */
  readonly waitedMs: number;
  /** Ms until the deadline. */
  readonly leftMs: number;
  /** Of the last answer; undefined if none came. */
  readonly status: number | undefined;
  /** The wait that begins now, in ms. */
  readonly delayMs: number;
}

/** `paused`: somebody must resume it. `unauthorized`: the token. `refused`: see the status. */
export type NotReadyReason = 'deadline' | 'paused' | 'unauthorized' | 'refused';

/** Thrown when the endpoint is not there in time, or waiting can't bring it. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
  readonly reason: NotReadyReason;
  /** Of the last answer; undefined if none came. */
  readonly status: number | undefined;
  readonly waitedMs: number;

  constructor(reason: NotReadyReason, waitedMs: number, { status, text, error }: Answer) {
    const seconds = Math.round(waitedMs / 1000);
    const last = status === undefined ? 'no answer' : `status ${status}`;
    super(`Not ready after ${seconds} s (${last}): ${ADVICE[reason]} ${text}`.trim(), {
      cause: error,
    });
    this.reason = reason;
    this.status = status;
    this.waitedMs = waitedMs;
  }
}

const ADVICE: Readonly<Record<NotReadyReason, string>> = {
  deadline: 'it did not start in time.',
  paused: 'it is paused; resume it, since no request wakes it.',
  unauthorized: 'the token is missing or wrong, and such a request wakes nothing.',
  refused: 'waiting does not cure this.',
};
const PASSING = [408, 425, 429];
/** Beyond the time for which the server holds a request, for it to answer. */
const ANSWER_MS = 30_000;
/** Characters of a refusal that are read, and the time for it: its status is known already. */
const MAX_TEXT = 300;
const READ_MS = 1_000;
/** A longer timer overflows and fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Resolves once the URL is answered with 2xx; gives back how long that took, in ms. */
export async function waitUntilReady(
  url: string | URL,
  { headers, signal }: ReadyRequest = {},
  options: WaitOptions = {},
): Promise<number> {
  const { deadlineMs = 600_000, holdMs = 240_000, pollMs = 5_000 } = options;
  const { onProgress, random = Math.random } = options;
  if (!(deadlineMs > 0 && holdMs >= 0 && pollMs > 0)) {
    throw new RangeError('deadlineMs and pollMs must be positive, and holdMs 0 or more');
  }
  const beganMs = performance.now();
  for (let requests = 1; ; requests++) {
    const leftMs = deadlineMs - (performance.now() - beganMs);
    const heldMs = Math.min(holdMs, leftMs);
    const request = new Request(url, { headers: withHold(headers, heldMs) });
    const answer = await ask(request, signal, Math.min(leftMs, heldMs + ANSWER_MS));
    const waitedMs = performance.now() - beganMs;
    const { status } = answer;
    if (answer.ok) return waitedMs;
    if (status !== undefined && status < 500 && !PASSING.includes(status)) {
      throw new NotReadyError(readReason(answer), waitedMs, answer);
    }
    const drawn = random();
    const chance = drawn >= 0 && drawn < 1 ? drawn : 1;
    // Half as long to half as long again, so that clients which began together drift apart.
    const ownMs = pollMs * (0.5 + chance);
    // Everyone was told the same instant: spread out.
    const { hintMs } = answer;
    const toldMs = hintMs && hintMs + chance * Math.max(pollMs, hintMs / 10);
    const delayMs = Math.ceil(Math.max(ownMs, toldMs));
    if (waitedMs + delayMs >= deadlineMs) {
      throw new NotReadyError('deadline', waitedMs, answer);
    }
    onProgress?.({ requests, waitedMs, leftMs: deadlineMs - waitedMs, status, delayMs });
    await sleep(delayMs, signal);
    // A timer may be late, as after a computer's sleep.
    const sleptMs = performance.now() - beganMs;
    if (sleptMs >= deadlineMs) throw new NotReadyError('deadline', sleptMs, answer);
  }
}

/** What came of one request. */
interface Answer {
  readonly ok: boolean;
  readonly status: number | undefined;
  /** The start of the body of what is no success. */
  readonly text: string;
  /** What a 429 or 503 asks for in `Retry-After`; 0 if nothing. */
  readonly hintMs: number;
  readonly error?: unknown;
}

function withHold(given: ReadyRequest['headers'], heldMs: number): Headers {
  const headers = new Headers(given);
  const seconds = Math.floor(heldMs / 1000);
  if (seconds > 0) headers.set('X-Scale-Up-Timeout', String(seconds));
  return headers;
}

async function ask(
  request: Request,
  signal: AbortSignal | null | undefined,
  timeoutMs: number,
): Promise<Answer> {
  signal?.throwIfAborted();
  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new DOMException('No answer in time', 'TimeoutError')),
    Math.min(Math.max(1, timeoutMs), MAX_TIMER_MS),
  );
  try {
    const response = await fetch(request, {
      signal: signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal,
    });
    const { ok, status } = response;
    const text = ok ? '' : await readStart(response);
    if (ok) response.body?.cancel().catch(() => undefined);
    signal?.throwIfAborted();
    return { ok, status, text, hintMs: readHint(response) };
  } catch (error) {
    signal?.throwIfAborted();
    return { ok: false, status: undefined, text: '', hintMs: 0, error };
  } finally {
    clearTimeout(timer);
  }
}

/** Enough of a refusal to say why, and no more of it than that: a body may have no end, or stall. */
async function readStart({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  // Ends a read that waits, too.
  const timer = setTimeout(() => {
    reader?.cancel().catch(() => undefined);
  }, READ_MS);
  try {
    while (reader && text.length < MAX_TEXT) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // A body that breaks off changes nothing about the status.
  }
  clearTimeout(timer);
  reader?.cancel().catch(() => undefined);
  return text.slice(0, MAX_TEXT);
}

/** Ms, seconds (the longest of "120, 120") or a date; what is none, or past, asks for nothing. */
function readHint({ status, headers }: Response): number {
  if (status !== 429 && status !== 503) return 0;
  const ms = ['retry-after-ms', 'x-ms-retry-after-ms'].map((name) => headers.get(name));
  const toldMs = ms.map(readNumber).find((told) => told > 0);
  if (toldMs !== undefined) return toldMs;
  const value = headers.get('retry-after') ?? '';
  const seconds = Math.max(...value.split(/ *, */).map(readNumber));
  if (seconds >= 0) return seconds * 1000;
  // By the server's clock where it tells the time, since ours may be wrong.
  const nowMs = parseDate(headers.get('date')) || Date.now();
  return Math.max(0, (parseDate(value) || 0) - nowMs);
}

function readNumber(value: string | null): number {
  return value !== null && /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
}

/** The three forms of RFC 9110, section 5.6.7. */
const HTTP_DATE = /^[A-Za-z]+, (\d+)([ -])\w{3}\2(\d\d){1,2} \d\d:\d\d:[0-5]\d GMT$/;
const ASCTIME = /^(\w{3}) (\w{3}) +(\d+) (\S+) (\d{4})$/;
const RFC_3339 = /^[1-9]\d{3}-\d\d-(\d\d)T\d\d:\d\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:[0-5]\d)$/;

/** In ms since 1970, or NaN. */
function parseDate(value: string | null): number {
  const date = value?.replace(ASCTIME, '$1, $3 $2 $5 $4 GMT') ?? '';
  const [, day] = HTTP_DATE.exec(date) ?? RFC_3339.exec(date) ?? [];
  // Engines make 1 Dec of 31 Nov.
  const there = new Date(date.replace(/[+-]..:..$/, 'Z'));
  return there.getUTCDate() === Number(day) ? Date.parse(date) : NaN;
}

function readReason({ status, text }: Answer): NotReadyReason {
  if (status === 401 || status === 403) return 'unauthorized';
  return status === 400 && /\bpaused\b/i.test(text) ? 'paused' : 'refused';
}

async function sleep(
  delayMs: number,
  signal: AbortSignal | null | undefined,
): Promise<void> {
  for (let leftMs = delayMs; leftMs > 0; leftMs -= MAX_TIMER_MS) {
    signal?.throwIfAborted();
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(leftMs, MAX_TIMER_MS));
      signal?.addEventListener('abort', wake);
    });
  }
  signal?.throwIfAborted();
}
