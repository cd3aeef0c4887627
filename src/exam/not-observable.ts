import type { Trace } from '../sandbox/trace/events.ts';

const NAME = 'NotObservableError';

/** Thrown into a run that does what the virtual clock can't hold: from then on its trace would prove nothing. */
export class NotObservableError extends Error {
  override readonly name = NAME;
}

/** Why nothing can be said of a run, if that is so. */
export function whyNotObservable({ events }: Trace): string | undefined {
  const error = events.find((event) => event.kind === 'error' && event.error.name === NAME);
  return error?.kind === 'error' ? error.error.message : undefined;
}
