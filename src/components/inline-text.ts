/** A stretch of a line of text from a data file. */
interface InlinePart {
  readonly kind: 'prose' | 'code' | 'strong';
  readonly text: string;
}

/** Splits text from a data file at its marks: code between backticks, **what matters** between pairs of asterisks. */
export function parseInlineText(text: string): InlinePart[] {
  const parts = text
    .split(/(`[^`]*`|\*\*[^*]+\*\*)/)
    .filter((stretch) => stretch !== '')
    .map(parsePart);
  const open = parts.find(({ kind, text: prose }) => kind === 'prose' && /`|\*\*/.test(prose));
  if (open === undefined) return parts;
  throw new Error(`Failed to read "${text}": a mark is opened and never closed. Write \`code\` or **strong**.`);
}

/** Fewer letters than this stand in too many texts that are about something else. */
const leastLetters = 10;

/** The stretches of code and of quoted text that are long enough to be recognised by. An ellipsis stands for a gap. */
export function literalParts(text: string): string[] {
  const literals = parseInlineText(text).flatMap((part) =>
    part.kind === 'code' ? [part.text] : Array.from(part.text.matchAll(/“([^”]+)”/gu), ([, quote = '']) => quote),
  );
  return literals.filter((literal) => (literal.match(/\p{L}/gu) ?? []).length >= leastLetters);
}

function parsePart(stretch: string): InlinePart {
  if (stretch.startsWith('`') && stretch.length > 1) return { kind: 'code', text: stretch.slice(1, -1) };
  if (stretch.startsWith('**') && stretch.length > 4) return { kind: 'strong', text: stretch.slice(2, -2) };
  return { kind: 'prose', text: stretch.replace(/(?<=\p{L})'(?=\p{L})/gu, '’') };
}
