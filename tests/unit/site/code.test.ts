import { expect, test } from 'vitest';
import { linesInWords, markLines, parseLines } from '../../../src/components/code/code-notes.ts';
import { highlight, languageOf } from '../../../src/components/code/highlight.ts';

test('gives tokens elements and never a style', async () => {
  const html = await highlight("const x = await get('a', 60_000); // why\n  return x;", 'ts');
  expect(html).toContain('<b>const</b>');
  expect(html).toContain('<span>  <b>return</b> x;</span>');
  expect(html).toContain(`<span>'a'</span>`);
  expect(html).toContain('</span>, 60_000); <i>');
  expect(html).toContain('<i>// why</i>');
  expect(html).not.toContain('style=');
});

test('keeps every character of the code', async () => {
  const code = 'if (a < b && c) {\n\n  return `<${a}>`;\n}';
  const text = (await highlight(code, 'ts'))
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x26;', '&');
  expect(text).toBe(code);
});

test('colours Python', async () => {
  expect(await highlight('for i in range(5):', 'python')).toContain('<b>for</b>');
});

test.each([
  ['retry.ts', 'ts'],
  ['loop.py', 'python'],
  ['http', 'http'],
])('knows the language of %s', (name, language) => {
  expect(languageOf(name)).toBe(language);
});

test('refuses a file whose language it does not know, and lists those it does', () => {
  expect(() => languageOf('retry.rb')).toThrow(/"retry\.rb": no language is known by "rb"\. Use one of: ts, /);
});

test.each([
  ['7', { first: 7, last: 7 }],
  ['7-9', { first: 7, last: 9 }],
])('reads the lines %s', (range, lines) => {
  expect(parseLines(range, 'loop.py', 9)).toEqual(lines);
});

test.each(['0', '9-7', '10', '7-', 'seven', ''])('refuses the lines "%s" in a file of nine', (range) => {
  expect(() => parseLines(range, 'loop.py', 9)).toThrow(`Failed to mark "${range}" in loop.py, which has 9 lines.`);
});

test('says lines in words', () => {
  expect([linesInWords('7'), linesInWords('7-9')]).toEqual(['Line 7', 'Lines 7 to 9']);
});

test('marks the lines of a note and numbers the first', async () => {
  const notes = [
    { lines: '2-3', text: 'One.' },
    { lines: '2', text: 'Two.' },
    { lines: '4', text: 'Three.' },
    { lines: '2', text: 'Four.' },
  ];
  const lines = (await highlight('a\nb\nc\nd', 'ts', [markLines(notes, 'x.ts', 4)])).split('\n');
  expect(lines.map((line) => /class="(marked)"/.exec(line)?.[1])).toEqual([undefined, 'marked', 'marked', 'marked']);
  expect(lines.map((line) => /data-note="([^"]*)"/.exec(line)?.[1])).toEqual([undefined, '1–2, 4', undefined, '3']);
});
