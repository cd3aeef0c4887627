import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import type { CodeEditor, CodeEditorOptions } from './code-editor.ts';
import { hangingLines } from './hanging-lines.ts';
import { languageOf } from './language.ts';
import { markedLine, setMarkedLine } from './marked-line.ts';
import { tabExtension } from './tab-extension.ts';
import { WHOLE_TAB_HELP } from './tab-rule.ts';
import { appearance } from './appearance.ts';

/**
 * An editor made by CodeMirror.
 *
 * It lives in a shadow root, since there its style sheets are adopted rather than written into the page, which the page's
 * security policy forbids.
 */
export function createCodeEditor(file: string, options: CodeEditorOptions): CodeEditor {
  const element = document.createElement('div');
  element.className = 'editor';
  const root = element.attachShadow({ mode: 'open', delegatesFocus: true });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: options.text, extensions: extensions(file, options) }),
  });
  return {
    element,
    text: () => view.state.doc.toString(),
    setText(text) {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    markLine: (line) => view.dispatch(setMarkedLine(view.state, line)),
    focus: () => view.focus(),
  };
}

function extensions(file: string, { label, onChange, onRun, onTabMode }: CodeEditorOptions): Extension {
  return [
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    languageOf(file),
    appearance,
    markedLine,
    hangingLines,
    tabExtension(onTabMode),
    keymap.of([
      { key: 'Mod-Enter', run: () => (onRun(), true), preventDefault: true },
      { key: 'Tab', run: indentMore, shift: indentLess },
      ...defaultKeymap,
      ...historyKeymap,
    ]),
    // The visible help lies outside the shadow root, where no id of ours reaches.
    EditorView.contentAttributes.of({
      tabindex: '0',
      'aria-label': label,
      'aria-description': WHOLE_TAB_HELP,
      spellcheck: 'false',
      autocapitalize: 'off',
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
  ];
}
