import { StateEffect, StateField, type EditorState, type Extension, type TransactionSpec } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

const mark = StateEffect.define<number | null>();
const decoration = Decoration.line({ class: 'cm-failed-line' });

/** Holds the mark on the line of an error, and drops it once the reader edits that text. */
export const markedLine: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (!effect.is(mark)) continue;
      next = effect.value === null ? Decoration.none : Decoration.set([decoration.range(effect.value)]);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks line `line` (from 1) and brings it into view; `null`, or a line that isn't there, takes the mark away. */
export function setMarkedLine(state: EditorState, line: number | null): TransactionSpec {
  if (line === null || line < 1 || line > state.doc.lines) return { effects: mark.of(null) };
  const { from } = state.doc.line(line);
  return { effects: [mark.of(from), EditorView.scrollIntoView(from, { y: 'nearest' })] };
}
