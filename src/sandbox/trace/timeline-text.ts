import { formatCount } from './duration.ts';
import { LETTER } from './timeline-types.ts';
import type { TimelineLabel } from './timeline-types.ts';

const HEIGHT = 11;

/** A name in the margin left of the plot, or a number of its scale, which is set at the margin's right end. */
export function marginLabel(text: string, y: number, side: 'start' | 'end', edge: number): TimelineLabel {
  const width = text.length * LETTER;
  const center = side === 'start' ? width / 2 : edge - width / 2;
  return { text, center, y, width, height: HEIGHT, kind: 'row', tone: null, isSmall: false, t: 0 };
}

/** A text that begins at `x`. */
export function textAt(text: string, x: number, y: number, kind: TimelineLabel['kind'], t: number): TimelineLabel {
  const width = text.length * LETTER;
  return { text, center: x + width / 2, y, width, height: HEIGHT, kind, tone: null, isSmall: false, t };
}

/** A number in at most five letters: `128`, `5,000`, `12.5k`, `100k`, `3.2M`. */
export function shortNumber(value: number): string {
  if (value < 1e4) return formatCount(Math.round(value * 10) / 10);
  const [divisor, suffix] = value >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  const short = value / divisor;
  return `${short < 100 ? Math.round(short * 10) / 10 : Math.round(short)}${suffix}`;
}
