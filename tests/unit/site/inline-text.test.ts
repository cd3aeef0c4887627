import { expect, test } from 'vitest';
import { literalParts, parseInlineText } from '../../../src/components/inline-text.ts';

test('tells code between backticks from prose', () => {
  expect(parseInlineText('Wait `t` seconds.')).toEqual([
    { kind: 'prose', text: 'Wait ' },
    { kind: 'code', text: 't' },
    { kind: 'prose', text: ' seconds.' },
  ]);
});

test('curls apostrophes in prose and leaves code alone', () => {
  expect(parseInlineText("The Hub's `it's`")).toEqual([
    { kind: 'prose', text: 'The Hub’s ' },
    { kind: 'code', text: "it's" },
  ]);
});

test('tells what matters from the rest', () => {
  expect(parseInlineText('but `r` is **above 0**')).toEqual([
    { kind: 'prose', text: 'but ' },
    { kind: 'code', text: 'r' },
    { kind: 'prose', text: ' is ' },
    { kind: 'strong', text: 'above 0' },
  ]);
});

test('leaves asterisks in code alone', () => {
  expect(parseInlineText('`*/resolve/**`')).toEqual([{ kind: 'code', text: '*/resolve/**' }]);
});

test.each(['Wait `t seconds.', 'Wait **long.', '`'])('refuses a mark that is never closed: %s', (text) => {
  expect(() => parseInlineText(text)).toThrow(`Failed to read "${text}": a mark is opened and never closed.`);
});

test('finds what readers may have before them, and leaves out what is too short to be recognised by', () => {
  const text = '`"error_type":"Overloaded"` with a capital `O`, or “We had to rate limit you…” or “…your IP (…)”';
  expect(literalParts(text)).toEqual(['"error_type":"Overloaded"', 'We had to rate limit you…']);
});

test('finds nothing where nobody has published the words', () => {
  expect(literalParts('nobody has published one')).toEqual([]);
});
