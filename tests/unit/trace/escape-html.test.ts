import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml, oneLine } from '../../../src/sandbox/trace/escape-html.ts';

test('escapes all that means something in markup', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
  );
});

test('replaces what markup cannot hold and makes line ends one kind', () => {
  expect(escapeHtml('a\u0000b\u001bc\ud800d')).toBe('a\ufffdb\ufffdc\ufffdd');
  expect(escapeHtml('a\r\nb\rc\n\td')).toBe('a\nb\nc\n\td');
});

test('loses nothing of a text that markup can hold', () => {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  fc.assert(
    fc.property(fc.string(), (text) => {
      const escaped = escapeHtml(text);
      expect(escaped).not.toMatch(/[<>"']/);
      expect(escaped.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '')).toBe(text);
    }),
  );
});

test('makes one line of many, no longer than asked', () => {
  expect(oneLine(' a\n b\t c ', 10)).toBe('a b c');
  expect(oneLine('abcdef', 4)).toBe('abc…');
});
