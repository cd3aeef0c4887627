const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** An instant in the forms of a date that RFC 9110 calls obsolete and yet asks every recipient to read. */
export function obsoleteDate(form: 'rfc-850' | 'asctime', epochMs: number): string {
  const date = new Date(epochMs);
  // "Tue, 24 Nov 2026 02:00:30 GMT", in Node and every browser.
  const [, day = '', month = '', year = '', time = ''] = date.toUTCString().split(' ');
  const weekday = WEEKDAYS[date.getUTCDay()] ?? '';
  return form === 'rfc-850'
    ? `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`
    : `${weekday.slice(0, 3)} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
}
