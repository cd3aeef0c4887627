import { formatInstant } from './duration.ts';
import { escapeHtml } from './escape-html.ts';
import type { RawHttp, RawPart } from './raw-http.ts';

function partHtml({ atMs, text }: RawPart, startMs: number): string {
  const time = `<time data-t="${atMs}">${formatInstant(atMs)}</time>`;
  return `<li data-t="${atMs}">${time}<span>+${formatInstant(atMs - startMs)}</span><pre>${escapeHtml(text)}</pre></li>`;
}

/** The body: as it stands when it came in one piece, else a list of its parts with their instants. */
function bodyHtml(parts: readonly RawPart[]): string {
  const [first] = parts;
  if (!first) return '';
  if (parts.length === 1) return `\n${escapeHtml(first.text)}</pre>`;
  return `</pre><ol class="http-parts">${parts.map((part) => partHtml(part, first.atMs)).join('')}</ol>`;
}

/** An attempt's raw HTTP as HTML: request, response, and for streams each part with its instant. */
export function rawHttpHtml(raw: RawHttp): string {
  const request = `<pre class="http-request">${escapeHtml(raw.request)}</pre>`;
  const head = raw.responseHead === null ? '' : `<pre class="http-response">${escapeHtml(raw.responseHead)}`;
  const response = head === '' ? '' : head + (bodyHtml(raw.parts) || '</pre>');
  const note = raw.note === null ? '' : `<p class="http-note">${escapeHtml(raw.note)}</p>`;
  return request + response + note;
}
