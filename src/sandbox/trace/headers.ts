import type { HeaderList } from './events.ts';

/** A header's value, or `null`; fields of one name are joined as HTTP joins them. `name` in lower case. */
export function headerValue(headers: HeaderList, name: string): string | null {
  const values = headers.filter(([each]) => each === name).map(([, value]) => value);
  return values.length === 0 ? null : values.join(', ');
}
