import type { CodeEditor, CodeEditorOptions } from '../editor/code-editor.ts';
import { createTextareaEditor } from '../editor/textarea-editor.ts';

/** An editor for `file`. `isPlain` when the real one could not be loaded. */
export interface LoadedEditor {
  readonly editor: CodeEditor;
  readonly isPlain: boolean;
}

/** Loads the editor on the first edit. The plain one comes with the page, since a lost connection would lose it too. */
export async function loadEditor(file: string, options: CodeEditorOptions): Promise<LoadedEditor> {
  try {
    const { createCodeEditor } = await import('../editor/codemirror-editor.ts');
    return { editor: createCodeEditor(file, options), isPlain: false };
  } catch {
    // Offline, or an old browser: a plain text box edits as well, and the caller says so.
    return { editor: createTextareaEditor(options), isPlain: true };
  }
}
