/** The one generator of hostile servers: the cases are drawn from it by name, the property tests at random. */
import type { NamedInstant, ScriptedAnswer } from '../sandbox/endpoint/script.ts';
import type { ExamServer } from './exam-case.ts';

/** In which form a server says when to come back. */
export const HINT_FORMS = [
  'retry-after',
  'retry-after-date',
  'retry-after-ms',
  'ratelimit',
  'ratelimit-draft-07',
  'ratelimit-reset',
  'x-ratelimit-reset-seconds',
  'x-ratelimit-reset-epoch-seconds',
  'x-ratelimit-reset-epoch-ms',
  'x-ratelimit-reset-date',
  'body',
] as const;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export type HintForm = (typeof HINT_FORMS)[number];

/** When a server says to come back. */
export interface Hint {
  readonly form: HintForm;
  readonly seconds: number;
}

/** A server that refuses some requests and then lets the rest through. */
export interface RefusingServer {
  readonly status: number;
  /** How many it refuses; `Infinity`: all. */
  readonly refusals: number;
  readonly hint?: Hint;
  /** Headers as they are, for what is no hint or a wrong one. */
  readonly headers?: ScriptedAnswer['headers'];
  readonly body?: string;
  readonly end?: ScriptedAnswer['end'];
}

/** What a request gets that goes through. */
export const SUCCESS: ScriptedAnswer = {
  status: 200,
  headers: [['content-type', 'application/json']],
  body: '{"answer":"yes"}',
  afterMs: 100,
};

type Headers = NonNullable<ScriptedAnswer['headers']>;

/** The headers in which a server of that form says it. */
export function hintHeaders({ form, seconds }: Hint): Headers {
  const instant = (as: NamedInstant['as']): NamedInstant => ({ inSeconds: seconds, as });
  switch (form) {
    case 'retry-after':
      return [['retry-after', String(seconds)]];
    case 'retry-after-date':
      return [['retry-after', instant('http-date')]];
    case 'retry-after-ms':
      return [['retry-after-ms', String(seconds * 1_000)]];
    case 'ratelimit':
      return [
        ['ratelimit', `"default";r=0;t=${seconds}`],
        ['ratelimit-policy', '"default";q=100;w=60'],
      ];
    case 'ratelimit-draft-07':
      return [['ratelimit', `limit=100, remaining=0, reset=${seconds}`]];
    case 'ratelimit-reset':
      return [...spent('ratelimit'), ['ratelimit-reset', String(seconds)]];
    case 'x-ratelimit-reset-seconds':
      return [...spent('x-ratelimit'), ['x-ratelimit-reset', String(seconds)]];
    case 'x-ratelimit-reset-epoch-seconds':
      return [...spent('x-ratelimit'), ['x-ratelimit-reset', instant('epoch-seconds')]];
    case 'x-ratelimit-reset-epoch-ms':
      return [...spent('x-ratelimit'), ['x-ratelimit-reset', instant('epoch-ms')]];
    case 'x-ratelimit-reset-date':
      return [...spent('x-ratelimit'), ['x-ratelimit-reset', instant('iso-date')]];
    case 'body':
      return [];
    default:
      return form satisfies never;
  }
}

function spent(prefix: string): Headers {
  return [
    [`${prefix}-limit`, '100'],
    [`${prefix}-remaining`, '0'],
  ];
}

/** As Groq words it; what says it in a header says no more here. */
function hintBody(hint: Hint | undefined): string {
  if (hint?.form !== 'body') return '{"error":"Try again later."}';
  return `{"error":{"message":"Rate limit reached on tokens per minute (TPM). Please try again in ${hint.seconds}s. ","code":"rate_limit_exceeded"}}`;
}

/** An instant in the forms of a date that RFC 9110 calls obsolete and yet asks every recipient to read. */
export function obsoleteDate(form: 'rfc-850' | 'asctime', epochMs: number): string {
  const date = new Date(epochMs);
  // "Tue, 24 Nov 2026 02:00:30 GMT", in Node and every browser.
  const [, day = '', month = '', year = '', time = ''] = date.toUTCString().split(' ');
  const weekday = WEEKDAYS[date.getUTCDay()] ?? '';
  return form === 'rfc-850'
    ? `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`
    : `${weekday.slice(0, 3)} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
}

/** The server as a script. */
export function refusingServer(server: RefusingServer): ExamServer {
  const { status, refusals, hint, headers = [], body = hintBody(hint), end } = server;
  const no: ScriptedAnswer = {
    status,
    headers: [['content-type', 'application/json'], ...(hint ? hintHeaders(hint) : []), ...headers],
    body,
    ...(end && { end }),
  };
  if (refusals === Infinity) return { kind: 'script', answers: [no] };
  return { kind: 'script', answers: [...Array.from({ length: refusals }, () => no), SUCCESS] };
}
