import type { Attempt } from './attempts.ts';
import { formatInstant } from './duration.ts';
import type { HeaderList } from './events.ts';

/** A part of a response's body and when it arrived. */
export interface RawPart {
  readonly atMs: number;
  readonly text: string;
}

/** An attempt as it went over the wire. What the trace masked stays masked. */
export interface RawHttp {
  readonly request: string;
  /** Status line and headers, or `null` when none came. */
  readonly responseHead: string | null;
  readonly parts: readonly RawPart[];
  /** A sentence on how it ended when it did not end well, or is not over yet. */
  readonly note: string | null;
}

function headerLines(headers: HeaderList): string {
  return headers.map(([name, value]) => `${name}: ${value}\n`).join('');
}

/** The path that goes into a request line, and the `host` header that goes with it. */
function target(url: string): readonly [path: string, host: string] {
  const [, host = '', path = ''] = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)([^#]*)/i.exec(url) ?? ['', '', url];
  return [path.startsWith('/') ? path : `/${path}`, host];
}

function requestText({ method, url, headers, body }: Attempt['request']): string {
  const [path, host] = target(url);
  const hasHost = host === '' || headers.some(([name]) => name === 'host');
  const hostLine = hasHost ? '' : `host: ${host}\n`;
  return `${method} ${path} HTTP/1.1\n${hostLine}${headerLines(headers)}${body === null ? '' : `\n${body}`}`;
}

function noteOf({ failure, decided, response }: Attempt): string | null {
  if (failure?.kind === 'abort') {
    const what = failure.reason === 'TimeoutError' ? 'Timed out' : 'Aborted';
    return `${what} by the snippet at ${formatInstant(failure.t)} (${failure.reason}).`;
  }
  if (failure) return `No connection at ${formatInstant(failure.t)}: ${failure.error.message}`;
  if (decided) return null;
  return response ? 'The body is not complete.' : 'No answer yet.';
}

/** An attempt as raw HTTP, for the reader to lay their own beside. */
export function rawHttp(attempt: Attempt): RawHttp {
  const { request, response, chunks } = attempt;
  const reason = response?.statusText ? ` ${response.statusText}` : '';
  return {
    request: requestText(request),
    responseHead: response && `HTTP/1.1 ${response.status}${reason}\n${headerLines(response.headers)}`,
    parts: chunks.filter(({ text }) => text !== '').map(({ t, text }) => ({ atMs: t, text })),
    note: noteOf(attempt),
  };
}

/** The whole exchange as one text to copy; parts of a body that came one by one are joined, as on the wire. */
export function rawHttpText(raw: RawHttp): string {
  const body = raw.parts.map(({ text }) => text).join('');
  const response = raw.responseHead === null ? '' : `\n${raw.responseHead}\n${body}`;
  const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  return `${ended(raw.request)}${ended(response)}${raw.note === null ? '' : `\n(${raw.note})\n`}`;
}
