/** Lines that are no longer than this are not broken where code stands beside something else, so they need no class. */
const FITS = 56;
/** A line that begins deeper goes on here. */
const DEEPEST = 24;

/** Every line goes on four characters in, so to the right of one that begins before that. */
const SHALLOWEST = 4;

/**
 * The class by which the style sheet lets a long line of code go on below to the right of where it began: `in-4` for one
 * that begins after four or five spaces. None for lines that are short or hardly indented.
 */
export function indentClass(line: string): string | undefined {
  const indent = Math.min(DEEPEST, line.length - line.trimStart().length);
  return line.length > FITS && indent >= SHALLOWEST ? `in-${indent - (indent % 2)}` : undefined;
}
