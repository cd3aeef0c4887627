import { keepUnits } from '../trace/duration.ts';
import { attemptTable } from '../trace/table.ts';
import { timelineSvg } from '../trace/timeline-svg.ts';
import type { FigureName, FigureValues } from './figure-kinds.ts';
import { figureSentence } from './figure-sentence.ts';
import { simulateArrivals } from './simulate-arrivals.ts';

/** A figure as it stands on the page. */
export interface DrawnFigure {
  readonly svg: string;
  readonly table: string;
  readonly sentence: string;
}

/** Draws a figure: the same at build time and in the page. */
export function drawFigure(name: FigureName, values: FigureValues, idPrefix: string): DrawnFigure {
  const trace = simulateArrivals(name, values);
  return {
    svg: timelineSvg(trace, { idPrefix }),
    table: attemptTable(trace),
    sentence: keepUnits(figureSentence(name, values, trace)),
  };
}
