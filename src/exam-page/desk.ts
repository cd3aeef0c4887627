import { CLAIMS, type Need } from '../exam/exam-case.ts';
import type { ExamProblem } from '../exam/preflight.ts';
import type { EditStorage } from '../sandbox/element/edit-storage.ts';
import { loadEditor } from '../sandbox/element/editing.ts';
import { createFilePanel } from '../sandbox/element/file-panel.ts';
import { part } from '../sandbox/element/part.ts';
import type { SavedEdits } from '../sandbox/element/saved-edits.ts';
import { CLIENT_FILE } from './gather-files.ts';

/** The code under examination, and what its author says of it. */
export interface Desk {
  code(): string;
  setCode(code: string): void;
  /** The loop that the page printed. */
  printedCode(): string;
  /** What the code claims beside trying again. */
  claims(): readonly Need[];
  /** Opens the code in an editor and puts the cursor there. */
  edit(): Promise<void>;
  /** Says what is wrong with the code, and marks the line; or takes that back. */
  tell(problem: ExamProblem | undefined): void;
}

export interface DeskOptions {
  readonly storage: EditStorage;
  /** What was kept from before a reload. */
  readonly saved: SavedEdits | undefined;
  readonly onRun: () => void;
  readonly onChange: () => void;
}

/** Takes over the printed code and the boxes beside it. */
export function createDesk(root: HTMLElement, { storage, saved, onRun, onChange }: DeskOptions): Desk {
  const element = part(root, '.file', HTMLElement);
  const trouble = part(root, '.trouble', HTMLElement);
  const printed = `${part(element, 'pre', HTMLPreElement).textContent.trimEnd()}\n`;
  const panel = createFilePanel(element);
  const boxes = new Map(CLAIMS.map((claim) => [claim, part(root, `input[name=${claim}]`, HTMLInputElement)]));
  let code = printed;

  const claims = (): readonly Need[] => CLAIMS.filter((claim) => boxes.get(claim)?.checked);
  const tell = (problem: ExamProblem | undefined): void => {
    trouble.textContent = problem?.message ?? '';
    panel.markLine(problem?.line ?? null);
  };
  const changed = (): void => {
    tell(undefined);
    const files = code === printed ? {} : { [CLIENT_FILE]: code };
    const isKept = storage.save({ files, numbers: Object.fromEntries(claims().map((claim) => [claim, 'on'])) });
    if (!isKept) tell({ message: 'This browser keeps nothing for this page: what you type lasts until you leave it.' });
    onChange();
  };
  const take = (next: string): void => {
    if (next === code) return;
    code = next;
    changed();
  };

  for (const [claim, box] of boxes) {
    if (saved?.numbers[claim] !== undefined) box.checked = true;
    box.addEventListener('input', changed);
  }
  code = saved?.files[CLIENT_FILE] ?? code;
  panel.show(code, code === printed);

  return {
    code: () => code,
    printedCode: () => printed,
    claims,
    tell,
    setCode(next) {
      panel.show(next, next === printed);
      take(next);
    },
    async edit() {
      const editor = await panel.edit(code, async (onTabMode) => {
        const loaded = await loadEditor(CLIENT_FILE, {
          label: 'Your code',
          text: code,
          onChange: take,
          onRun,
          onTabMode,
        });
        if (loaded.isPlain) tell({ message: 'The editor could not be loaded. This plain one edits as well.' });
        return loaded.editor;
      });
      editor.focus();
    },
  };
}
