import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The same colours as the page gives to printed code; custom properties reach into the shadow root. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.self], color: 'var(--code-keyword)' },
  {
    tag: [tags.string, tags.special(tags.string), tags.regexp, tags.bool, tags.null, tags.atom],
    color: 'var(--code-literal)',
  },
  { tag: tags.comment, color: 'var(--soft)' },
]);

/** How far a long line is indented; the page's own rules for these classes don't reach in. */
const indents = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [`.in-${2 * index + 2}`, { '--in': `${2 * index + 2}ch` }]),
);

/** The frame and the type of the editor: those of the printed code, so that nothing jumps on the first edit. */
const frame = EditorView.theme({
  ...indents,
  '&': { flex: '1 1 auto', minWidth: '0', maxHeight: 'var(--editor-height, 34rem)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: 'inherit', overflow: 'auto' },
  '.cm-content': {
    flexShrink: '1',
    padding: 'var(--code-pad) 0',
    caretColor: 'var(--ink)',
    overflowWrap: 'anywhere',
    whiteSpace: 'var(--code-space)',
  },
  '.cm-line': {
    padding: '0 1rem 0 calc(var(--line-number-gap) + var(--in) + var(--hang))',
    textIndent: 'calc(0rem - var(--in) - var(--hang))',
  },
  '.cm-gutters': { backgroundColor: 'var(--sheet)', color: 'var(--soft)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: 'var(--line-number-width)', padding: '0' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--soft)',
  },
  '.cm-failed-line': {
    backgroundColor: 'color-mix(in srgb, var(--no) 14%, transparent)',
    boxShadow: 'inset 3px 0 var(--no)',
  },
});

export const appearance: Extension = [frame, syntaxHighlighting(colours)];
