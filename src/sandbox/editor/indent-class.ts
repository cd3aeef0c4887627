/** Lines that are no longer than this are not broken where code stands beside something else, so they need no class. */
const FITS = 56;
/** A line that begins deeper goes on here. */
const DEEPEST = 24;

/**
 * The class by which the style sheet lets a long line of code go on below to the right of where it began: `in-4` for one
 * that begins after four or five spaces. None for lines that are short or not indented.
 */
export function indentClass(line: string): string | undefined {
  const indent = Math.min(DEEPEST, line.length - line.trimStart().length);
  return line.length > FITS && indent > 1 ? `in-${indent - (indent % 2)}` : undefined;
}
