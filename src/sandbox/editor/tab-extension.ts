import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { TabMode } from './code-editor.ts';
import { tabModeAfter, type TabCue } from './tab-rule.ts';

/** Holds an editor to the rule of `tab-rule.ts` and tells of each change of mode. */
export function tabExtension(onTabMode: (mode: TabMode) => void): Extension {
  const follow = (cue: TabCue, view: EditorView): void => {
    const mode = tabModeAfter(cue);
    view.setTabFocusMode(mode === 'leaves');
    onTabMode(mode);
  };
  return [
    EditorView.domEventObservers({
      focus: (_, view) => follow('focused', view),
      // Not `pointerdown`: the focus that a click brings comes after it.
      click: (_, view) => follow('clicked', view),
      keydown: (event, view) => {
        if (event.key === 'Escape') follow('escaped', view);
      },
    }),
    EditorView.updateListener.of(({ transactions, view }) => {
      const isTyped = transactions.some((transaction) =>
        ['input', 'delete'].some((event) => transaction.isUserEvent(event)),
      );
      if (isTyped) follow('typed', view);
    }),
  ];
}
