/** The one generator of hostile servers: the cases are drawn from it by name, the property tests at random. */
import type { NamedInstant, ScriptedAnswer } from '../sandbox/endpoint/script.ts';
import type { ExamServer } from './exam-case.ts';

/** In which form a server says when to come back. */
export const HINT_FORMS = [
  'retry-after',
  'retry-after-date',
  'retry-after-rfc-850',
  'retry-after-asctime',
  'retry-after-ms',
  'x-ms-retry-after-ms',
  'ratelimit',
  'ratelimit-draft-07',
  'ratelimit-reset',
  'x-ratelimit-reset-seconds',
  'x-ratelimit-reset-epoch-seconds',
  'x-ratelimit-reset-epoch-ms',
  'x-ratelimit-reset-date',
  'body',
] as const;
export type HintForm = (typeof HINT_FORMS)[number];

/** When a server says to come back. */
export interface Hint {
  readonly form: HintForm;
  readonly seconds: number;
}

/** One way to refuse a request. */
export interface Refusal {
  readonly status: number;
  readonly hint?: Hint;
  /** Headers as they are, for what is no hint or a wrong one. */
  readonly headers?: ScriptedAnswer['headers'];
  readonly body?: string;
  readonly end?: ScriptedAnswer['end'];
}

/** A server that refuses some requests in one way and then lets the rest through. */
export interface RefusingServer extends Refusal {
  /** How many it refuses; `Infinity`: all. */
  readonly refusals: number;
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
    case 'retry-after-rfc-850':
      return [['retry-after', instant('rfc-850')]];
    case 'retry-after-asctime':
      return [['retry-after', instant('asctime')]];
    case 'retry-after-ms':
    case 'x-ms-retry-after-ms':
      return [[form, String(seconds * 1_000)]];
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

/** A refusal as an answer of a script. */
export function refusalAnswer({ status, hint, headers = [], body = hintBody(hint), end }: Refusal): ScriptedAnswer {
  return {
    status,
    headers: [['content-type', 'application/json'], ...(hint ? hintHeaders(hint) : []), ...headers],
    body,
    ...(end && { end }),
  };
}

/** The server as a script. */
export function refusingServer({ refusals, ...refusal }: RefusingServer): ExamServer {
  const no = refusalAnswer(refusal);
  if (refusals === Infinity) return { kind: 'script', answers: [no] };
  return { kind: 'script', answers: [...Array.from({ length: refusals }, () => no), SUCCESS] };
}
