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
] as const;
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

/** The server as a script. */
export function refusingServer(server: RefusingServer): ExamServer {
  const { status, refusals, hint, headers = [], body = '{"error":"Try again later."}', end } = server;
  const no: ScriptedAnswer = {
    status,
    headers: [['content-type', 'application/json'], ...(hint ? hintHeaders(hint) : []), ...headers],
    body,
    ...(end && { end }),
  };
  if (refusals === Infinity) return { kind: 'script', answers: [no] };
  return { kind: 'script', answers: [...Array.from({ length: refusals }, () => no), SUCCESS] };
}
