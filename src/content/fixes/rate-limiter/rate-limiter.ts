// SPDX-License-Identifier: MIT-0
// rate-limiter 1.1.0 sha256:5228ba021a256e5e https://try-again-later.example/fixes/rate-limiter/
// Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
/**
 * Starts no more tasks than a server's rate limit allows, and learns that limit from its answers.
 *
 *     const limiter = createRateLimiter({ limit: 1000, windowMs: 300_000 });
 *     const response = await limiter.run(() => fetch(url, init), init.signal);
 *     limiter.learn(response.headers);
 *
 * All callers of one server share one limiter; where it counts buckets apart, as the Hugging Face
 * Hub does with its API and its files, make one for each. First come, first served. What waits is
 * taken out by an abort; a full queue refuses at once with `QueueFullError`.
 *
 * In any stretch of `windowMs`, wherever it begins, no more than `limit * share` tasks start. So it
 * suits servers whose windows slide and those whose windows stand: a burst at the end of one window
 * and another at the start of the next is never sent. Tasks count when they start, so one that
 * itself retries sends more than is counted: take a smaller `share`, or pace each attempt of
 * `fetchWithRetry`. There the time in the queue counts as part of the attempt: left as they are,
 * its times end before a turn comes. Raise both above the longest wait, which is a `windowMs` for
 * each `limit * share` that wait:
 *
 *     const response = await fetchWithRetry(url, init, {
 *       fetch: async (request, options) => {
 *         const answer = await limiter.run(() => fetch(request, options), options.signal);
 *         limiter.learn(answer.headers);
 *         return answer;
 *       },
 *       attemptTimeoutMs: 1_800_000, // the queue and the answer; a silent server is given as long
 *       deadlineMs: 3_600_000, // room for a retry, which waits behind all others
 *     });
 *
 * `learn` reads `RateLimit-Policy` and `RateLimit` (IETF draft ratelimit-headers, its older forms
 * and what the Hub makes of it), `x-ratelimit-remaining` and `-reset`, and before these
 * `retry-after-ms` (Azure's `x-ms-` too) and `Retry-After`, unless they say 0. It passes over answers with `Age`: a cache sent them, with old counts. In a
 * browser, a server of another origin must expose these headers to be learned from.
 *
 * Node 20 or later, Deno, Bun, browsers, workers: nothing but web standards.
 */
export interface RateLimiterOptions {
  /** Requests that the server allows in a window. Without it, none until one is learned. */
  readonly limit?: number;
  /** The length of that window, in ms. */
  readonly windowMs?: number;
  /**
   * The part of the limit to use, above 0 and up to 1. Clients that share one limit, such as the
   * processes behind one token, take 0.9 / clients each. What is left is room for requests that
   * the network delays into another window. @default 0.9
   */
  readonly share?: number;
  /** Tasks that wait, at most; 0 refuses what can't start at once. @default Infinity */
  readonly maxQueued?: number;
  /** A clock that never jumps, in ms. @default performance.now */
  readonly now?: () => number;
  /** Numbers in [0, 1), which spread clients out after a wait; any other counts as 1. @default Math.random */
  readonly random?: () => number;
}

export interface RateLimiter {
  /** Runs `task` as soon as the limit allows, and settles as it does. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal | null): Promise<T>;
  /** Takes what the server says of its limit, from the headers of an answer, refusal or not. */
  learn(headers: Pick<Headers, 'get'>): void;
  /** How many tasks wait. */
  readonly queued: number;
}

/** Thrown by `run` when as many wait as may. The task has not begun. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
  readonly queued: number;
  /** Ms until the next task can start. */
  readonly waitMs: number;

  constructor(queued: number, waitMs: number) {
    super(
      `${queued} tasks wait, the next for ${Math.ceil(waitMs)} ms: no more are taken.`,
    );
    this.queued = queued;
    this.waitMs = waitMs;
  }
}

/** So many starts in any stretch of that length. */
interface Window {
  readonly starts: number;
  readonly windowMs: number;
}

/** What the server last said is left for us, and when it counts anew. */
interface Allowance {
  left: number;
  readonly resetAtMs: number;
  readonly opensAtMs: number;
}

/** A longer timer overflows and fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** Counts that reset so close to each other are of one window: the seconds of headers are whole. */
const SAME_RESET_MS = 2_000;

/** The newest starts are remembered, so many, for a longer window that is learned later. */
const MAX_REMEMBERED = 10_000;

/** Creates a limiter, which all callers of one server share. */
export function createRateLimiter(options: RateLimiterOptions = {}): RateLimiter {
  const { limit, windowMs, share = 0.9, maxQueued = Infinity } = options;
  const { now = () => performance.now(), random = Math.random } = options;
  if ((limit === undefined) !== (windowMs === undefined)) {
    throw new RangeError('limit and windowMs must be given together, or neither');
  }
  if (!((limit ?? 1) > 0 && (windowMs ?? 1) > 0 && share > 0 && share <= 1)) {
    throw new RangeError('limit and windowMs must be positive, share in (0, 1]');
  }
  if (!(maxQueued >= 0)) throw new RangeError('maxQueued must be 0 or more');

  const takeShare = (policy: Policy): Window => {
    const starts = policy.limit * share;
    // Less than one in a window is one in several.
    if (starts < 1) return { starts: 1, windowMs: policy.windowMs / starts };
    return { starts: Math.floor(starts), windowMs: policy.windowMs };
  };
  const given =
    limit === undefined || windowMs === undefined ? [] : [takeShare({ limit, windowMs })];
  let windows = given;
  const allowances = new Map<string, Allowance>();
  let pausedUntilMs = -Infinity;
  /** When tasks started, at least as far back as the longest window goes. */
  const startedAtMs: number[] = [];
  let inFlight = 0;
  const waiting = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const waitMs = (): number => {
    let readyAtMs = pausedUntilMs;
    for (const { starts, windowMs } of windows) {
      const oldestMs = startedAtMs.at(-starts);
      if (oldestMs !== undefined) readyAtMs = Math.max(readyAtMs, oldestMs + windowMs);
    }
    for (const { left, opensAtMs } of allowances.values()) {
      if (left < 1) readyAtMs = Math.max(readyAtMs, opensAtMs);
    }
    return Math.max(0, readyAtMs - now());
  };

  const countStart = (): void => {
    const nowMs = now();
    startedAtMs.push(nowMs);
    const longestMs = Math.max(0, ...windows.map((each) => each.windowMs));
    while (
      startedAtMs.length > MAX_REMEMBERED &&
      (startedAtMs[0] ?? nowMs) < nowMs - longestMs
    ) {
      startedAtMs.shift();
    }
    for (const [name, allowance] of allowances) {
      if (allowance.opensAtMs <= nowMs) allowances.delete(name);
      else allowance.left--;
    }
    inFlight++;
  };

  /** Starts whoever may, in the order in which they came, and comes back for the rest. */
  const admit = (): void => {
    clearTimeout(timer);
    for (const start of waiting) {
      const leftMs = waitMs();
      if (leftMs > 0) {
        timer = setTimeout(admit, Math.min(Math.ceil(leftMs), MAX_TIMER_MS));
        return;
      }
      waiting.delete(start);
      countStart();
      start();
    }
  };

  /** Settles once it is the caller's turn. */
  const turn = (signal: AbortSignal | null | undefined): Promise<void> | undefined => {
    if (waiting.size === 0 && waitMs() === 0) {
      countStart();
      return undefined;
    }
    if (waiting.size >= maxQueued) throw new QueueFullError(waiting.size, waitMs());
    return new Promise<void>((resolve) => {
      const start = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.delete(start);
        // Rejects with the reason itself, which need not be an Error.
        resolve(Promise.resolve().then(() => signal?.throwIfAborted()));
        admit();
      };
      waiting.add(start);
      signal?.addEventListener('abort', leave, { once: true });
      admit();
    });
  };

  /** Everyone was told the same instant: come back behind it, by up to a tenth of the wait. */
  const spread = (ms: number): number => {
    const drawn = random();
    return now() + ms + ((drawn >= 0 && drawn < 1 ? drawn : 1) * ms) / 10;
  };

  const note = ({ name, remaining, resetMs }: Counter): void => {
    const resetAtMs = now() + resetMs;
    // Tasks in flight may not be counted yet.
    const free = remaining - inFlight;
    // Who has the larger part of the limit may take the last one too.
    const last = share > 0.5 ? Math.min(1, Math.floor(free)) : 0;
    const left = Math.max(last, Math.floor(free * share));
    const known = allowances.get(name);
    const isRunning = known !== undefined && known.opensAtMs > now();
    if (isRunning && Math.abs(known.resetAtMs - resetAtMs) <= SAME_RESET_MS) {
      // Answers overtake each other; within a window the lowest count is the latest.
      known.left = Math.min(known.left, left);
    } else {
      allowances.set(name, { left, resetAtMs, opensAtMs: spread(resetMs) });
    }
  };

  return {
    async run(task, signal) {
      signal?.throwIfAborted();
      await turn(signal);
      try {
        return await task();
      } finally {
        inFlight--;
      }
    },
    learn(headers) {
      if (headers.get('age') !== null) return;
      const policies = readPolicies(headers.get('ratelimit-policy'));
      if (policies.length > 0) windows = [...given, ...policies.map(takeShare)];
      const retryAfterMs = parseRetryAfter(headers);
      if (retryAfterMs === 0) readCounters(headers).forEach(note);
      else pausedUntilMs = Math.max(pausedUntilMs, spread(retryAfterMs));
      admit();
    },
    get queued() {
      return waiting.size;
    },
  };
}

interface Policy {
  readonly limit: number;
  readonly windowMs: number;
}

interface Counter {
  readonly name: string;
  readonly remaining: number;
  /** From now on. */
  readonly resetMs: number;
}

/** The members of a list field; commas inside quotes part nothing. */
function splitList(value: string | null): readonly string[] {
  return value?.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
}

/** The whole number behind a key of a list's member, such as 500 behind `;q=`. */
function readParameter(member: string, keys: string): number | undefined {
  const bare = member.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return parseNumber(new RegExp(`(?:^|[;,\\s])(?:${keys})=(\\d+)`).exec(bare)?.[1]);
}

/**
 * `"burst";q=100;w=60, "daily";q=1000;w=86400`, or `10;w=1, 50;w=60` in draft 06. By a pattern,
 * since the Hub sends `"fixed window";"api";q=500;w=300`, which no strict parser takes.
 */
function readPolicies(value: string | null): readonly Policy[] {
  return splitList(value).flatMap((member) => {
    // A quota of bytes or of connections is no rate of requests.
    if (/;\s*qu="(?!requests")/.test(member)) return [];
    const limit =
      readParameter(member, 'q') ?? parseNumber(/^\s*(\d+)\s*;/.exec(member)?.[1]);
    const seconds = readParameter(member, 'w');
    return limit && seconds ? [{ limit, windowMs: seconds * 1000 }] : [];
  });
}

/** What is left, by whatever name the server counts it. */
function readCounters(headers: Pick<Headers, 'get'>): readonly Counter[] {
  const value = headers.get('ratelimit');
  // Draft 07 is one list of three: `limit=100, remaining=50, reset=5`.
  const members = value?.includes('remaining=') ? [value] : splitList(value);
  const found = members.map((member) => ({
    name: /^\s*"([^"]*)"/.exec(member)?.[1] ?? '',
    remaining: readParameter(member, 'r|remaining'),
    resetMs: toMs(readParameter(member, 't|reset')),
  }));
  for (const prefix of ['ratelimit', 'x-ratelimit']) {
    const remaining = parseNumber(headers.get(`${prefix}-remaining`));
    found.push({
      name: prefix,
      remaining,
      resetMs: parseReset(headers, `${prefix}-reset`),
    });
  }
  return found.flatMap(({ name, remaining, resetMs }) =>
    remaining === undefined || resetMs === undefined
      ? []
      : [{ name, remaining, resetMs }],
  );
}

/** More digits are no number that a server means, and might come to infinity. */
function parseNumber(value: string | null | undefined): number | undefined {
  return value && /^\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function toMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

/** By the server's clock where it tells the time, since ours may be wrong. */
function msUntil(epochMs: number, headers: Pick<Headers, 'get'>): number {
  return Math.max(0, epochMs - (parseDate(headers.get('date')) || Date.now()));
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

/** In ms; of several waits that were joined on the way ("120, 120") the longest. 0 is none. */
function parseRetryAfter(headers: Pick<Headers, 'get'>): number {
  const value = headers.get('retry-after');
  const parts = value?.split(/ *, */).map((part) => parseNumber(part) ?? NaN) ?? [];
  return (
    parseNumber(headers.get('retry-after-ms')) ||
    parseNumber(headers.get('x-ms-retry-after-ms')) ||
    Math.max(0, ...parts) * 1000 ||
    msUntil(parseDate(value), headers) ||
    0
  );
}

/** Never standardised: seconds to go, epoch seconds, epoch ms, or a date. */
function parseReset(headers: Pick<Headers, 'get'>, name: string): number | undefined {
  const value = headers.get(name);
  const number = parseNumber(value);
  if (number !== undefined && number < 1e9) return number * 1000;
  const epochMs = number === undefined || number > 1e12 ? number : number * 1000;
  const waitMs = msUntil(epochMs ?? parseDate(value), headers);
  return Number.isNaN(waitMs) ? undefined : waitMs;
}
