/** An editor for one file, whichever kind the browser could load. */
export interface CodeEditor {
  readonly element: HTMLElement;
  text(): string;
  /** Puts another text in place; the reader can undo it. */
  setText(text: string): void;
  /** Marks the line of an error, or none. Lines count from 1. */
  markLine(line: number | null): void;
  focus(): void;
}

/** What Tab does in an editor right now. */
export type TabMode = 'leaves' | 'indents';

export interface CodeEditorOptions {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Ctrl+Enter or Cmd+Enter was pressed. */
  readonly onRun: () => void;
  readonly onTabMode: (mode: TabMode) => void;
}
