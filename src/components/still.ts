/** Patterns by which the printed timelines of a page are hatched; `StillPatterns.astro` holds them. */
export const STILL_PATTERNS = 'still';

/** The line of a flight and the mark of its start lie under an attempt's shape, once it has one that is filled. */
const UNDER_ATTEMPTS = /<g class="flights".*?<\/g>|<rect class="start"[^>]*\/>/g;

/**
 * A timeline without what only its playback needs: instants, the clip that follows the time, the playhead. Its hatching
 * is that which all printed timelines of the page share, its coordinates are whole, and its attempts are named without
 * their instants, which stand in the table.
 *
 * The playback draws anew from the trace, so the page need not carry all that; it is a good part of its weight.
 */
export function still(svg: string): string {
  const lean = hasHollowAttempts(svg) ? svg : svg.replaceAll(UNDER_ATTEMPTS, '');
  return withoutInstants(lean)
    .replaceAll(/ clip-path="[^"]*"/g, '')
    .replaceAll(/<path class="playhead"[^>]*\/>/g, '')
    .replaceAll(/<defs>.*?<\/defs>/g, '')
    .replaceAll(/; sent at [^<]*<\/title>/g, '</title>')
    .replaceAll(/ (?:x|y|width|height|d)="[^"]*"/g, (attribute) => attribute.replaceAll(/\d+\.\d+/g, rounded))
    .replaceAll(/ fill="url\(#[^)]*-(wait|refused)\)"/g, ` fill="url(#${STILL_PATTERNS}-$1)"`);
}

/** A drawn table or console without the instants at which its parts came to be. Quotes in texts are escaped, so none is meant. */
export function withoutInstants(html: string): string {
  return html.replaceAll(/ data-t="[^"]*"/g, '');
}

function hasHollowAttempts(svg: string): boolean {
  return /class="attempt (?!ok"|refused")/.test(svg);
}

function rounded(coordinate: string): string {
  return String(Math.round(Number(coordinate)));
}
