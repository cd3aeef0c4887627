import { inspect, type InspectOptions } from './inspect.ts';

/** Formats the values of one `console` call, `%s %d %i %f %j %o %O %c` included, as the Console standard tells. */
export function formatLog(values: readonly unknown[], options: InspectOptions): string {
  const [first, ...rest] = values;
  const parts: string[] = [];
  if (typeof first === 'string' && rest.length > 0 && first.includes('%')) {
    parts.push(
      first.replace(/%([sdifjoOc%])/g, (whole, letter: string) => {
        if (letter === '%') return '%';
        if (rest.length === 0) return whole;
        return formatOne(letter, rest.shift(), options);
      }),
    );
  } else if (values.length > 0) {
    parts.push(showTop(first, options));
  }
  for (const value of rest) parts.push(showTop(value, options));
  return parts.join(' ');
}

function showTop(value: unknown, options: InspectOptions): string {
  return typeof value === 'string' ? value : inspect(value, options);
}

/** What numbers are read from; an object or a symbol holds none. */
function numberText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? `${value}` : 'NaN';
}

function json(value: unknown, options: InspectOptions): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    // It holds a circle, a bigint or a getter that throws; printing never throws.
    return inspect(value, options);
  }
}

function formatOne(letter: string, value: unknown, options: InspectOptions): string {
  switch (letter) {
    case 's':
      return showTop(value, options);
    case 'd':
      return String(Number(typeof value === 'boolean' ? value : numberText(value)));
    case 'i':
      return String(Number.parseInt(numberText(value), 10));
    case 'f':
      return String(Number.parseFloat(numberText(value)));
    case 'j':
      return json(value, options);
    case 'c':
      return '';
    default:
      return inspect(value, options);
  }
}
