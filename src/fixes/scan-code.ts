/** A piece of code that means something, with how it was laid out. */
export interface Token {
  readonly text: string;
  /** Whether it is the first on its line, and how far in. */
  readonly indent: number | undefined;
}

/** The languages in which there are fixes. */
export type Language = 'python' | 'typescript';

const pythonLine = /^(?:import [\w., ]+|from [\w.]+ import .*|\s*(?:async )?def \w+\(.*)$/m;
const word = String.raw`[\p{L}\p{N}_$]+`;
// What is never closed goes on to the end of its line or of the text: each piece matches, so the time grows with the text.
const text = String.raw`'(?:\\[^]|[^'\\\n])*'?|"(?:\\[^]|[^"\\\n])*"?`;
const template = '`(?:\\\\[^]|[^\\\\`])*`?';
const operators = String.raw`\|\||&&|=>|\?\?|[=!<>]==?|\S`;
// A slash where no value ends begins a regular expression.
const pattern = String.raw`(?<=(?:[(,=:[!&|?{};]|return)\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n]){0,200}\]|[^/\\\n[]){1,400}\/[a-z]*`;

const scanners = {
  python: new RegExp(String.raw`#.*|\\\n|("""|''')[^]*?(?:\1|$)|${text}|${word}|${operators}`, 'gu'),
  typescript: new RegExp(
    String.raw`\/\/.*|\/\*[^]*?(?:\*\/|$)|${pattern}|${text}|${template}|${word}|${operators}`,
    'gu',
  ),
};
const skipped = { python: /^(?:#|\\\n)/, typescript: /^\/[/*]/ };

/** Which language a text is in, by its lines: what is pasted has no name. */
export function languageOf(code: string): Language {
  return pythonLine.test(code) ? 'python' : 'typescript';
}

/** The code in pieces, without blanks and comments, and with each string in the same quotes. */
export function scanCode(code: string, language: Language): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  let isFirst = true;
  let indent = 0;
  for (const { 0: found, index } of code.matchAll(scanners[language])) {
    const gap = code.slice(end, index);
    end = index + found.length;
    const lineBreak = gap.lastIndexOf('\n');
    if (lineBreak >= 0) {
      isFirst = true;
      indent = gap.length - lineBreak - 1;
    }
    if (skipped[language].test(found)) continue;
    tokens.push({ text: inOneQuote(found), indent: isFirst ? indent : undefined });
    isFirst = false;
  }
  return tokens;
}

/** The same text however it was quoted; a formatter also lays out what a template holds, and indents a docstring. */
function inOneQuote(token: string): string {
  if (token.startsWith('`')) return token.replace(/\$\{[^}]*\}/g, (held) => held.replace(/["']/g, '"'));
  if (/^("""|''')/.test(token)) return `"""${token.slice(3, -3).replace(/\s+/g, ' ').trim()}"""`;
  return token.length > 1 && /^["']/.test(token) ? `"${token.slice(1, -1).replace(/\\(["'])/g, '$1')}"` : token;
}
