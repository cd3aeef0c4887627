/** Says how many there are, with thousands set off: `5,000`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}

/** A count with its noun: `1 refusal`, `3 refusals`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Two units, the smaller one left out when it is nothing: `5 min`, `2 min 5 s`. */
function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** A length of virtual time as people say it: `80 ms`, `7.0 s`, `2 min 5 s`, `24 h`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, Math.round(durationMs));
  if (ms < 1000) return `${ms} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return twoUnits(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(ms / 60_000);
  return twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** An instant of a run for a column of times, to the hundredth: `0.08 s`, `4:05.30`, `1:04:05.30`. */
export function formatInstant(t: number): string {
  const hundredths = Math.max(0, Math.floor(t / 10));
  const seconds = (hundredths % 6000) / 100;
  const minutes = Math.floor(hundredths / 6000);
  if (minutes === 0) return `${seconds.toFixed(2)} s`;
  const tail = seconds.toFixed(2).padStart(5, '0');
  if (minutes < 60) return `${minutes}:${tail}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${tail}`;
}

/** A sentence in which no line ends between a number and its unit. */
export function keepUnits(sentence: string): string {
  return sentence.replace(/(?<=\d) (?=(?:ms|s|min|h)\b)/g, '\u00a0');
}
