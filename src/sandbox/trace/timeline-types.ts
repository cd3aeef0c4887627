import type { WaitReason } from './events.ts';
import type { Tick, TimeScale } from './timeline-scale.ts';
import type { Verdict } from './verdict.ts';

/**
 * Width of the drawing's own coordinates, in which letters are 11 px. It lies between the column of a wide page (about
 * 450 px) and that of a phone (about 340), so that the letters are readable in both.
 */
export const TIMELINE_WIDTH = 420;
/** Where the time axis begins and ends; beyond its end is room for the shape of an attempt that begins there. */
export const PLOT_LEFT = 50;
export const PLOT_RIGHT = TIMELINE_WIDTH - 14;
/** The advance of a letter of the mono face at 11 and at 10 px, rounded up so that estimates err on the safe side. */
export const LETTER = 6.7;
export const SMALL_LETTER = 6.1;
/** More lanes than this, or more attempts in one of them, fold into a density strip. */
export const MOST_LANES = 12;
export const MOST_ATTEMPTS_PER_LANE = 100;

export type Tone = Verdict | 'open';

/** An attempt, drawn as a bar: from when it was sent to when its verdict became known. */
export interface Bar {
  readonly id: number;
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly tone: Tone;
  readonly sentMs: number;
  readonly decidedMs: number | null;
  /** What a screen reader says, and a mouse that rests on it shows. */
  readonly title: string;
  /** The same while its verdict is not known yet. */
  readonly openTitle: string;
  /** The room around it that takes a click, and ends halfway to its neighbours. */
  readonly hit: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** When the parts of a streamed body arrived. */
  readonly chunks: readonly { readonly x: number; readonly t: number }[];
}

/** A wait, drawn as a hatched stretch. */
export interface WaitStretch {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly reason: WaitReason;
  readonly sinceMs: number;
  readonly t: number;
  readonly title: string;
}

/** A text, set around `center` on the base line `y`. */
export interface TimelineLabel {
  readonly text: string;
  readonly center: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly kind: 'status' | 'wait' | 'limit' | 'axis' | 'row' | 'legend';
  readonly tone: Tone | null;
  readonly isSmall: boolean;
  /** Whether it stands inside a bar, and so in the colour of the page. */
  readonly isInside?: boolean;
  /** When what it says became known. */
  readonly t: number;
}

/** A column of the density strip: the answers that came in one slice of time. */
export interface DensityColumn {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly tone: 'ok' | 'refused' | 'other';
  readonly t: number;
}

/** A line or an area over time; corners in drawing coordinates. */
export interface Curve {
  readonly kind: 'in-flight' | 'waiting' | 'limit';
  readonly corners: readonly (readonly [x: number, y: number])[];
}

/** A dashed vertical: the limiter's budget grows by itself. */
export interface LimitMark {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly t: number;
}

export type LegendSwatch =
  'ok-bar' | 'refused-bar' | 'ok' | 'refused' | 'other' | 'in-flight' | 'waiting' | 'own-delay' | 'hint';

/** An entry of the legend; its text is a label. */
export interface LegendItem {
  readonly swatch: LegendSwatch;
  readonly x: number;
  readonly y: number;
}

/** All that one part of the drawing puts on the page, and the height at which it ends. */
export interface TimelinePart {
  readonly bottom: number;
  readonly bars?: readonly Bar[];
  readonly waits?: readonly WaitStretch[];
  readonly columns?: readonly DensityColumn[];
  readonly curves?: readonly Curve[];
  readonly marks?: readonly LimitMark[];
  readonly rules?: readonly number[];
  readonly legend?: readonly LegendItem[];
  readonly labels?: readonly TimelineLabel[];
  readonly swatches?: readonly LegendSwatch[];
}

/** The whole drawing, in its own coordinates. */
export interface TimelineLayout {
  readonly mode: 'empty' | 'lanes' | 'density';
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Whether there is so much that a narrow page should scroll it rather than shrink it. */
  readonly isDense: boolean;
  readonly scale: TimeScale;
  readonly plotBottom: number;
  readonly ticks: readonly Tick[];
  readonly bars: readonly Bar[];
  readonly waits: readonly WaitStretch[];
  readonly columns: readonly DensityColumn[];
  readonly curves: readonly Curve[];
  readonly marks: readonly LimitMark[];
  /** Heights of the thin horizontal lines. */
  readonly rules: readonly number[];
  readonly legend: readonly LegendItem[];
  readonly labels: readonly TimelineLabel[];
}
