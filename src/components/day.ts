const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A date as readers see it, in one piece: 24 Nov 2026. */
export function formatDay(date: Date): string {
  return format.format(date).replace('Sept', 'Sep').replaceAll(' ', '\u00a0');
}

/** A date as machines read it: 2026-11-24. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
