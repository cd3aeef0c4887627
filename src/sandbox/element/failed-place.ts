import type { SourcePlace, Trace } from '../trace/events.ts';

/** The line of the reader's code that ended a run, or `null` when no error did, or it has no place. */
export function failedPlace({ events }: Pick<Trace, 'events'>): SourcePlace | null {
  const end = events.find((event) => event.kind === 'end');
  if (end?.reason !== 'threw') return null;
  const thrown = events.find((event) => event.kind === 'error' && event.origin !== 'network');
  if (thrown?.kind !== 'error') return null;
  const { file, line } = thrown.error;
  return file === undefined || line === undefined ? null : { file, line };
}

/** A place in words. */
export function placeInWords({ file, line }: SourcePlace): string {
  return `${file}, line ${line}`;
}
