import { languageOf, scanCode, type Language, type Token } from './scan-code.ts';

/** What stands before an expression that parentheses around it do not change. */
const opens = {
  python: new Set(['=', 'return', '(', '[', ',', 'in', 'if', 'elif', 'while', 'assert', ':']),
  typescript: new Set(['=', 'return', 'throw', '(', '[', ',', '=>', '?', ':']),
} as const satisfies Record<Language, ReadonlySet<string>>;
const closes = {
  python: new Set([undefined, ')', ']', '}', ',', ':']),
  typescript: new Set([undefined, ')', ']', '}', ',', ';']),
} as const satisfies Record<Language, ReadonlySet<string | undefined>>;
/** Words that go on with the expression before them. */
const goesOn = /^(?:in|instanceof|as|satisfies|is|and|or|not|if|else|for)$/;
const startsLine = /^[\p{L}\p{N}_$"`]/u;
const bracketEnds: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/**
 * The code of a text without what a formatter may change: blanks, comments, the kind of quotes, commas and semicolons at an
 * end, parentheses around a whole expression. In Python the depth of a line is code.
 */
export function codeTokens(text: string): readonly string[] {
  const language = languageOf(text);
  const tokens = scanCode(text, language);
  const brackets = findBrackets(tokens);
  const dropped = new Set<number>();
  for (const [open, close] of brackets.closeOf) {
    if (dropParentheses(tokens, [open, close], brackets, language)) dropped.add(open).add(close);
  }
  const parts = (index: number): readonly string[] =>
    language === 'python' ? pythonToken(tokens, index, brackets) : typescriptToken(tokens, index, brackets);
  const lines = language === 'python' ? lineDepths(tokens, brackets) : new Map<number, string>();
  return tokens.flatMap((_, index) => [
    ...(lines.has(index) ? [lines.get(index) ?? ''] : []),
    ...(dropped.has(index) ? [] : parts(index)),
  ]);
}

/** The brackets of a text. */
interface Brackets {
  /** Where each bracket that is opened is closed. */
  readonly closeOf: ReadonlyMap<number, number>;
  readonly openOf: ReadonlyMap<number, number>;
  /** The innermost bracket around each token; none for those that stand in none. */
  readonly around: ReadonlyMap<number, number>;
  /** How many commas stand in a bracket, and in no other within it. */
  readonly commas: ReadonlyMap<number, number>;
}

function findBrackets(tokens: readonly Token[]): Brackets {
  const closeOf = new Map<number, number>();
  const openOf = new Map<number, number>();
  const around = new Map<number, number>();
  const commas = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { text }] of tokens.entries()) {
    const last = open.at(-1);
    if (last !== undefined) around.set(index, last);
    if (last !== undefined && text === ',') commas.set(last, (commas.get(last) ?? 0) + 1);
    if (bracketEnds.has(text)) open.push(index);
    if (last === undefined || bracketEnds.get(tokens[last]?.text ?? '') !== text) continue;
    closeOf.set(last, index);
    openOf.set(index, last);
    open.pop();
  }
  return { closeOf, openOf, around, commas };
}

function dropParentheses(
  tokens: readonly Token[],
  [open, close]: readonly [number, number],
  { commas }: Brackets,
  language: Language,
): boolean {
  const [before, first, after] = [tokens[open - 1]?.text ?? '', tokens[open + 1]?.text, tokens[close + 1]];
  if (tokens[open]?.text !== '(' || close === open + 1) return false;
  const isTypescript = language === 'typescript';
  if (isTypescript && after?.text === '=>') return close === open + 2;
  if (!opens[language].has(before) || (before === '=>' && first === '{')) return false;
  if (commas.has(open)) return false;
  const text = after?.text;
  if (closes[language].has(text)) return true;
  const isNextLine = after?.indent !== undefined && text !== undefined;
  return isNextLine && startsLine.test(text) && !goesOn.test(text);
}

function pythonToken(tokens: readonly Token[], index: number, brackets: Brackets): readonly string[] {
  const { text } = tokens[index] ?? { text: '' };
  if (text !== ',' || !/^[)\]}]$/.test(tokens[index + 1]?.text ?? '')) return [text];
  const open = brackets.around.get(index) ?? index;
  const isAfterValue = /[\p{L}\p{N}_)\]]$/u.test(tokens[open - 1]?.text ?? '');
  // The comma of `(a,)` makes a tuple of it, and that of `x[a,]` too.
  const isOne = tokens[open]?.text === '(' ? isAfterValue : !isAfterValue;
  return isOne || (brackets.commas.get(open) ?? 0) > 1 ? [] : [text];
}

function typescriptToken(tokens: readonly Token[], index: number, brackets: Brackets): readonly string[] {
  const { text } = tokens[index] ?? { text: '' };
  const [before, after] = [tokens[index - 1]?.text ?? '', tokens[index + 1]];
  const next = after?.text ?? '';
  if (text === ',') return /^[)\]}>]$/.test(next) ? [] : [text];
  // One that stands first in a union which is broken over lines.
  if (text === '|') return /^(?:[=:(<,?]|=>)$/.test(before) ? [] : [text];
  if (text === 'return') return after?.indent !== undefined || next === ';' || next === '}' ? [text, ';'] : [text];
  if (text === ';') return isSemicolonCode(tokens, index, brackets) ? [text] : [];
  if (text.startsWith('"') && /^[?:]$/.test(next) && /^(?:[{,;]|readonly)$/.test(before))
    return [text.replace(/^"([A-Za-z_$][\w$]*)"$/, '$1')];
  return [text];
}

/** In the head of a `for`, before what would go on with the line, and as the whole body of an `if` or a loop. */
function isSemicolonCode(tokens: readonly Token[], index: number, brackets: Brackets): boolean {
  const before = tokens[index - 1]?.text;
  if (before === 'return') return false;
  const open = brackets.around.get(index) ?? -1;
  if (tokens[open]?.text === '(' || /^(?:[([+\-*/]|`.*)$/s.test(tokens[index + 1]?.text ?? '')) return true;
  const opened = brackets.openOf.get(index - 1) ?? 0;
  return before === ')' && /^(?:if|while|for)$/.test(tokens[opened - 1]?.text ?? '');
}

/** For each token of Python with which a line begins, how deep that is. */
function lineDepths(tokens: readonly Token[], brackets: Brackets): ReadonlyMap<number, string> {
  const depths: number[] = [];
  const lines = new Map<number, string>();
  let closedAt = -1;
  for (const [index, { indent }] of tokens.entries()) {
    if (indent !== undefined && index > closedAt) {
      while ((depths.at(-1) ?? -1) > indent) depths.pop();
      if ((depths.at(-1) ?? -1) < indent) depths.push(indent);
      lines.set(index, `\n${depths.length}`);
    }
    closedAt = Math.max(closedAt, brackets.closeOf.get(index) ?? -1);
  }
  return lines;
}
