import type { HeaderList, ResponseEvent, WaitReason } from './events.ts';
import { headerValue } from './headers.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** An HTTP-date (`Sun, 06 Nov 1994 08:49:37 GMT`) in epoch milliseconds, or `null`. */
function parseHttpDate(text: string): number | null {
  const [, day, month = '', year, hours, minutes, seconds] =
    /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text.trim()) ?? [];
  const monthIndex = MONTHS.indexOf(month);
  if (monthIndex < 0) return null;
  return Date.UTC(Number(year), monthIndex, Number(day), Number(hours), Number(minutes), Number(seconds));
}

/** How long `Retry-After` asks to wait, in ms from `nowEpochMs`; `null` without a usable one. A past date asks for 0. */
export function retryAfterMs(headers: HeaderList, nowEpochMs: number): number | null {
  const value = headerValue(headers, 'retry-after');
  if (value === null) return null;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const dateMs = parseHttpDate(value);
  return dateMs === null ? null : Math.max(0, dateMs - nowEpochMs);
}

/** The number that `name=` gives in a header's value, or `null`. */
function numberIn(value: string, name: string): number | null {
  const digits = new RegExp(`(?:^|[;,\\s])${name}\\s*=\\s*(\\d+)`, 'i').exec(value)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Seconds until an exhausted quota is back, by the one-line `RateLimit` field of a draft from the seventh on. */
function exhaustedForSeconds(value: string): number | null {
  const items = value.split(/,(?=\s*")/);
  const waits = items.flatMap((item) => {
    const remaining = numberIn(item, 'r') ?? numberIn(item, 'remaining');
    const seconds = numberIn(item, 't') ?? numberIn(item, 'reset');
    return remaining === 0 && seconds !== null ? [seconds] : [];
  });
  return waits.length === 0 ? null : Math.max(...waits);
}

/** A header that holds one whole number, or `null`. */
function wholeNumber(headers: HeaderList, name: string): number | null {
  const value = headerValue(headers, name)?.trim() ?? '';
  return /^\d+$/.test(value) ? Number(value) : null;
}

/**
 * How long `RateLimit` says that an exhausted quota stays so, in ms; `null` when none is exhausted.
 *
 * Read are the form that Hugging Face sends and the later drafts describe (`"api";r=0;t=55`), that of draft 7
 * (`limit=100, remaining=0, reset=5`) and the three fields of the drafts before (`RateLimit-Reset` and its siblings).
 * While `r` is above zero the window is not what refused, so `t` is no hint. Of several quotas the slowest counts.
 */
export function rateLimitMs(headers: HeaderList): number | null {
  const field = headerValue(headers, 'ratelimit');
  const older = wholeNumber(headers, 'ratelimit-remaining') === 0 ? wholeNumber(headers, 'ratelimit-reset') : null;
  const seconds = field === null ? older : exhaustedForSeconds(field);
  return seconds === null ? null : seconds * 1000;
}

/**
 * Whether a wait can be the work of a hint: it is never shorter, and longer by at most a second or a quarter of the
 * hint, whichever is more. Clients that do it right add jitter on top, and some add a second to be safe.
 */
export function fitsHint(gapMs: number, hintMs: number | null): boolean {
  return hintMs !== null && gapMs >= hintMs && gapMs <= hintMs + Math.max(1000, hintMs / 4);
}

/** Why a call waited `gapMs` after a refusal: `Retry-After` goes before `RateLimit`, and no hint that fits is its own. */
export function waitReason(gapMs: number, refusal: ResponseEvent | null, startEpochMs: number): WaitReason {
  if (!refusal || refusal.status < 400) return 'own-delay';
  if (fitsHint(gapMs, retryAfterMs(refusal.headers, startEpochMs + refusal.t))) return 'retry-after';
  return fitsHint(gapMs, rateLimitMs(refusal.headers)) ? 'ratelimit' : 'own-delay';
}
