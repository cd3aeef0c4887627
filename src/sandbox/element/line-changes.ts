import { structuredPatch } from 'diff';

/** A line of a diff: kept, taken out or put in. Numbers count from 1 in the text that has the line. */
export interface ChangedLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
  readonly line: number;
}

/** A stretch of changes with the lines around it. */
export interface ChangedStretch {
  readonly lines: readonly ChangedLine[];
}

/** Lines shown before and after each change. */
const CONTEXT_LINES = 3;

/** Past this many lines of difference the two texts have little in common, and one replaces the other. */
const MAX_EDIT_LENGTH = 4000;

/** What changed from `original` to `current`, line by line; empty when nothing did. */
export function lineChanges(original: string, current: string): readonly ChangedStretch[] {
  const patch = structuredPatch('', '', original, current, '', '', {
    context: CONTEXT_LINES,
    maxEditLength: MAX_EDIT_LENGTH,
  });
  if (patch === undefined) return [{ lines: [...linesOf(original, 'removed'), ...linesOf(current, 'added')] }];
  return patch.hunks.map((hunk) => numbered(hunk.lines, hunk.oldStart, hunk.newStart));
}

function numbered(lines: readonly string[], oldStart: number, newStart: number): ChangedStretch {
  let oldLine = oldStart;
  let newLine = newStart;
  const changed: ChangedLine[] = [];
  for (const line of lines) {
    const text = line.slice(1);
    if (line.startsWith('-')) changed.push({ kind: 'removed', text, line: oldLine++ });
    else if (line.startsWith('+')) changed.push({ kind: 'added', text, line: newLine++ });
    else if (line.startsWith(' ')) {
      changed.push({ kind: 'same', text, line: newLine++ });
      oldLine++;
    }
    // What is left is the note about a missing line break at the end, which no reader asked for.
  }
  return { lines: changed };
}

function linesOf(text: string, kind: 'removed' | 'added'): ChangedLine[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => ({ kind, text: line, line: index + 1 }));
}
