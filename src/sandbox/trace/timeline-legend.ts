import { textAt } from './timeline-text.ts';
import { LETTER, TIMELINE_WIDTH } from './timeline-types.ts';
import type { LegendItem, LegendSwatch, TimelineLabel, TimelinePart } from './timeline-types.ts';

const words = {
  'ok-bar': 'succeeded',
  'refused-bar': 'refused',
  ok: 'succeeded',
  refused: 'refused',
  other: 'cut off',
  'in-flight': 'in flight',
  waiting: 'waiting',
  'own-delay': 'own delay',
  hint: 'as the server told',
} as const satisfies Record<LegendSwatch, string>;

const ROW = 16;
const SWATCH = 16;
const GAP = 14;

/** Explains shapes and patterns in as many lines as that takes; nothing when all is said in the drawing. */
export function drawLegend(swatches: readonly LegendSwatch[], top: number): TimelinePart {
  if (swatches.length === 0) return { bottom: top };
  const legend: LegendItem[] = [];
  const labels: TimelineLabel[] = [];
  let x = 0;
  let y = top + ROW;
  for (const swatch of swatches) {
    const width = SWATCH + words[swatch].length * LETTER;
    if (x > 0 && x + width > TIMELINE_WIDTH) {
      x = 0;
      y += ROW;
    }
    legend.push({ swatch, x, y: y - 9 });
    labels.push(textAt(words[swatch], x + SWATCH, y, 'legend', 0));
    x += width + GAP;
  }
  return { legend, labels, bottom: y + 4 };
}
