import type { ShikiTransformer } from 'shiki';

/** A remark on some lines of a file. `lines` is `"7"` or `"7-9"`, counted from 1. */
export interface CodeNote {
  readonly lines: string;
  readonly text: string;
  /** Ids of sources that the remark rests on, joined by commas. */
  readonly cite?: string;
}

/** The first and the last line of a range such as `"7-9"`, within a file of `lineCount` lines. */
export function parseLines(range: string, fileName: string, lineCount: number): { first: number; last: number } {
  const match = /^(\d+)(?:-(\d+))?$/.exec(range);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match === null || first < 1 || last < first || last > lineCount) {
    throw new Error(
      `Failed to mark "${range}" in ${fileName}, which has ${lineCount} lines. Write a line or a range, as "7" or "7-9".`,
    );
  }
  return { first, last };
}

/** How a line range reads: "Line 7", "Lines 7 to 9". */
export function linesInWords(range: string): string {
  return range.includes('-') ? `Lines ${range.replace('-', ' to ')}` : `Line ${range}`;
}

/** Numbers of notes in little room, those that follow one another as a range: "6–8", "4, 9". */
function numbersInShort(numbers: readonly number[]): string {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}–${run.at(-1)}` : `${run[0]}`)).join(', ');
}

/** Marks the lines that notes speak of, and gives the first of each range its note's number. */
export function markLines(notes: readonly CodeNote[], fileName: string, lineCount: number): ShikiTransformer {
  const ranges = notes.map(({ lines }) => parseLines(lines, fileName, lineCount));
  return {
    name: 'mark-lines',
    line(node, line) {
      if (ranges.some(({ first, last }) => first <= line && line <= last)) this.addClassToHast(node, 'marked');
      const numbers = ranges.flatMap(({ first }, index) => (first === line ? [index + 1] : []));
      if (numbers.length > 0) node.properties['data-note'] = numbersInShort(numbers);
    },
  };
}
