import type { HeaderList } from '../trace/events.ts';

/** Headers that carry secrets. */
const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'api-key']);
/** The most of a body that a trace keeps, in characters. */
const KEPT_BODY_CHARS = 4_000;

/** Hides secrets, so that a trace can be shown, copied and shared. The scheme stays: `Bearer ****`. */
export function maskHeaders(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => {
    if (!SECRET_HEADERS.has(name.toLowerCase())) return [name, value] as const;
    const scheme = /^(Bearer|Basic|Digest|Token) /i.exec(value)?.[1];
    return [name, scheme === undefined ? '****' : `${scheme} ****`] as const;
  });
}

/** A body as the trace keeps it: text, cut where it is long. */
export function bodyText(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  const text = new TextDecoder().decode(bytes.subarray(0, 4 * KEPT_BODY_CHARS));
  return text.length <= KEPT_BODY_CHARS ? text : `${text.slice(0, KEPT_BODY_CHARS)}... (${bytes.byteLength} bytes)`;
}
