/** A number with its noun: "1 source", "31 sources". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** How many lines a file has. */
export function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}
