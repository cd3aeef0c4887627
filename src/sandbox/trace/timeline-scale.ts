/** Maps virtual time to the horizontal axis of a timeline. */
export interface TimeScale {
  /** The instant at the right end; never 0. */
  readonly spanMs: number;
  readonly left: number;
  readonly right: number;
}

/** A round value on the time axis. */
export interface Tick {
  readonly t: number;
  readonly x: number;
  readonly text: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A run in which no time passes is drawn on this much, so that it has an axis. */
const SHORTEST_SPAN_MS = 100;
const MOST_TICKS = 6;

interface Unit {
  readonly name: string;
  readonly ms: number;
  readonly upToMs: number;
  readonly steps: readonly number[];
}

const units: readonly Unit[] = [
  { name: 'ms', ms: 1, upToMs: SECOND, steps: [1, 2, 5, 10, 20, 50, 100, 200] },
  { name: 's', ms: SECOND, upToMs: 2 * MINUTE, steps: [0.2, 0.5, 1, 2, 5, 10, 20] },
  { name: 'min', ms: MINUTE, upToMs: 2 * HOUR, steps: [0.5, 1, 2, 5, 10, 15, 20] },
];
const longest: Unit = { name: 'h', ms: HOUR, upToMs: Infinity, steps: [0.5, 1, 2, 3, 6, 12, 24, 48, 96, 240] };

/** The scale of a run that ended at `endMs`. */
export function createScale(endMs: number, left: number, right: number): TimeScale {
  return { spanMs: endMs > 0 ? endMs : SHORTEST_SPAN_MS, left, right };
}

/** Where an instant lies on the axis; those outside the run lie at its ends. */
export function timeX({ spanMs, left, right }: TimeScale, t: number): number {
  return left + (right - left) * Math.min(1, Math.max(0, t / spanMs));
}

/** At most seven round values from 0 on, the first of which names the unit. */
export function chooseTicks(scale: TimeScale): readonly Tick[] {
  const unit = units.find(({ upToMs }) => scale.spanMs < upToMs) ?? longest;
  const spanUnits = scale.spanMs / unit.ms;
  const step = unit.steps.find((each) => spanUnits / each <= MOST_TICKS) ?? spanUnits / MOST_TICKS;
  // Steps below one are no exact fractions: six of 0.2 come to a little more than 1.2.
  const count = Math.floor(spanUnits / step + 1e-6) + 1;
  return Array.from({ length: count }, (_, index) => {
    const value = Math.round(index * step * 10) / 10;
    const t = value * unit.ms;
    return { t, x: timeX(scale, t), text: index === 0 ? `0 ${unit.name}` : String(value) };
  });
}
