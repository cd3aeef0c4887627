/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  /** Left out where nothing is promised. */
  readonly isMet?: boolean;
}

/** Sets the rows as a table of plain text. */
export function formatRows(rows: readonly BenchRow[]): string {
  const head = ['what', 'measured', 'budget', ''];
  const cells = rows.map(({ what, measured, budget, isMet }) => [what, measured, budget, verdict(isMet)]);
  const widths = head.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)));
  return [head, widths.map((width) => '-'.repeat(width)), ...cells]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ) // prettier-ignore
    .join('\n');
}

function verdict(isMet: boolean | undefined): string {
  if (isMet === undefined) return '';
  return isMet ? 'met' : 'NOT MET';
}
