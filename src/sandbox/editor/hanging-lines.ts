import type { Extension } from '@codemirror/state';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view';
import { indentClass } from './indent-class.ts';

/** Lets long lines go on below as they do in the printed code. */
export const hangingLines: Extension = ViewPlugin.define(
  (view) => ({
    decorations: decorate(view),
    update({ docChanged, viewportChanged, view: changed }: ViewUpdate) {
      if (docChanged || viewportChanged) this.decorations = decorate(changed);
    },
  }),
  { decorations: ({ decorations }) => decorations },
);

function decorate({ state, visibleRanges }: EditorView): DecorationSet {
  const ranges = visibleRanges.flatMap(({ from, to }) => {
    const found = [];
    for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
      const name = indentClass(line.text);
      if (name !== undefined) found.push(Decoration.line({ class: name }).range(line.from));
      if (line.to >= to) return found;
    }
  });
  return Decoration.set(ranges);
}
