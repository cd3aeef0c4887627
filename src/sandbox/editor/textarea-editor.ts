import type { CodeEditor, CodeEditorOptions } from './code-editor.ts';

/** The plain editor that stands in when the real one could not be loaded. Tab always leaves it. */
export function createTextareaEditor({ label, text, onChange, onRun }: CodeEditorOptions): CodeEditor {
  const element = document.createElement('textarea');
  element.className = 'editor editor-plain';
  element.setAttribute('aria-label', label);
  element.spellcheck = false;
  element.autocapitalize = 'off';
  element.wrap = 'off';
  const fit = (): void => void (element.rows = Math.max(4, element.value.split('\n').length));
  element.value = text;
  fit();
  element.addEventListener('input', () => {
    fit();
    onChange(element.value);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onRun();
  });
  return {
    element,
    text: () => element.value,
    setText(next) {
      element.value = next;
      fit();
    },
    markLine(line) {
      if (line === null) return;
      const lines = element.value.split('\n');
      const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      element.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    },
    focus: () => element.focus(),
  };
}
