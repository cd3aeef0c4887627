const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/**
 * Text made safe for HTML and SVG, between tags and inside quoted attributes alike.
 *
 * Control characters and lone surrogates, which markup can't hold, become U+FFFD, so that the text reads the same in
 * a page that was parsed and in one that script wrote.
 */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}

/** Text cut to `length` characters, with an ellipsis where something was cut, and its line breaks made spaces. */
export function oneLine(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
