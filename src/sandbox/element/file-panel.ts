import type { CodeEditor, CodeEditorOptions } from '../editor/code-editor.ts';
import { tabHelp } from '../editor/tab-rule.ts';
import { createPlainCode, markLineOf } from './plain-code.ts';

/** The place where one file is shown: as the page printed it, as plain text once it was changed, or in an editor. */
export interface FilePanel {
  readonly element: HTMLElement;
  /** Shows `text`; `isOriginal` when it is what the page printed. */
  show(text: string, isOriginal: boolean): void;
  /** Marks the line of an error, or none. */
  markLine(line: number | null): void;
  /** Puts an editor in place of the code. */
  edit(text: string, load: EditorLoader): Promise<CodeEditor>;
  editor(): CodeEditor | undefined;
}

export type EditorLoader = (onTabMode: CodeEditorOptions['onTabMode']) => Promise<CodeEditor>;

/** Takes over a panel, with the code that was printed in it or copied to it. */
export function createFilePanel(element: HTMLElement): FilePanel {
  let editor: CodeEditor | undefined;
  let loading: Promise<CodeEditor> | undefined;
  let code = element.querySelector('pre');
  let printed = code;

  const place = (next: HTMLPreElement): void => {
    if (code === next) return;
    if (code === null) element.append(next);
    else code.replaceWith(next);
    code = next;
  };

  const open = async (text: string, load: EditorLoader): Promise<CodeEditor> => {
    const help = document.createElement('p');
    help.className = 'editor-help';
    help.textContent = tabHelp('leaves');
    editor = await load((mode) => {
      if (help.textContent !== tabHelp(mode)) help.textContent = tabHelp(mode);
    });
    if (editor.text() !== text) editor.setText(text);
    code?.remove();
    element.append(editor.element, help);
    return editor;
  };

  return {
    element,
    editor: () => editor,
    show(text, isOriginal) {
      if (editor !== undefined) {
        editor.setText(text);
        return;
      }
      // The code of a shared file comes when its tab is first selected.
      if (code === null) printed = code = element.querySelector('pre');
      if (isOriginal && printed !== null) place(printed);
      else if (code === null || code.textContent !== text) place(createPlainCode(text));
    },
    markLine(line) {
      if (editor !== undefined) editor.markLine(line);
      else if (code !== null) markLineOf(code, line);
    },
    edit(text, load) {
      loading ??= open(text, load);
      return loading;
    },
  };
}
