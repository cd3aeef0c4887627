import { escapeHtml } from './escape-html.ts';
import { attemptMark, columnMark, curveMark, flightMark, labelMark, swatchMark, tenth, waitMark } from './svg-marks.ts';
import { layoutTimeline, timelineX } from './timeline-layout.ts';
import type { DrawnTrace } from './timeline-layout.ts';
import { PLOT_LEFT, TIMELINE_WIDTH } from './timeline-types.ts';
import type { LegendSwatch, TimelineLayout } from './timeline-types.ts';

/** How a timeline is written. */
export interface TimelineSvgOptions {
  /** Begins every id in the drawing; each figure of a page needs its own. */
  readonly idPrefix: string;
  /**
   * Whether page script opens attempts. Then each is a button (script adds `tabindex`), else a labelled image.
   *
   * @default false
   */
  readonly isLive?: boolean;
}

/** The width of the clip at an instant: what lies right of it has not happened yet; at the end it clips nothing. */
export function clipWidth(layout: TimelineLayout, t: number): number {
  return t >= layout.scale.spanMs ? TIMELINE_WIDTH : timelineX(layout, t);
}

function definitions({ height }: TimelineLayout, idPrefix: string): string {
  const hatch = (name: string, angle: number): string =>
    `<pattern id="${idPrefix}-${name}" width="5" height="5" patternUnits="userSpaceOnUse" ` +
    `patternTransform="rotate(${angle})"><path class="${name}-line" d="M0 0V5"/></pattern>`;
  const clip = `<clipPath id="${idPrefix}-clip"><rect class="clip" width="${TIMELINE_WIDTH}" height="${tenth(height)}"/></clipPath>`;
  return `<defs>${hatch('wait', 45)}${hatch('refused', -45)}${clip}</defs>`;
}

function grid({ ticks, plotBottom, rules }: TimelineLayout): string {
  const verticals = ticks.map(({ x }) => `M${tenth(x)} 2V${tenth(plotBottom)}`).join('');
  const horizontals = rules.map((y) => `M${PLOT_LEFT} ${tenth(y)}H${TIMELINE_WIDTH}`).join('');
  return `<path class="grid" d="${verticals}"/>${horizontals === '' ? '' : `<path class="rules" d="${horizontals}"/>`}`;
}

function group(name: string, marks: readonly string[], more = ''): string {
  return marks.length === 0 ? '' : `<g class="${name}"${more}>${marks.join('')}</g>`;
}

/** Writes a layout as an SVG element, styled by `timeline.css`. */
export function writeTimeline(layout: TimelineLayout, { idPrefix, isLive = false }: TimelineSvgOptions): string {
  const clip = ` clip-path="url(#${idPrefix}-clip)"`;
  const pattern = (name: 'wait' | 'refused'): string => `${idPrefix}-${name}`;
  const base = layout.rules[1] ?? 0;
  const patternOf = (swatch: LegendSwatch): string | null => {
    if (swatch === 'refused') return pattern('refused');
    return swatch === 'own-delay' || swatch === 'waiting' || swatch === 'hint' ? pattern('wait') : null;
  };
  const hidden = [
    grid(layout),
    group(
      'waits',
      layout.waits.map((wait) => waitMark(wait, pattern('wait'))),
      clip,
    ),
    group(
      'columns',
      layout.columns.map((column) => columnMark(column, pattern('refused'))),
    ),
    group(
      'curves',
      layout.curves.map((curve) => curveMark(curve, pattern('wait'), base)),
      clip,
    ),
    group(
      'marks',
      layout.marks.map(
        ({ x, top, bottom, t }) => `<path data-t="${Math.ceil(t)}" d="M${tenth(x)} ${tenth(top)}V${tenth(bottom)}"/>`,
      ),
    ),
    group('flights', layout.bars.map(flightMark), clip),
    group(
      'legend',
      layout.legend.map((item) => swatchMark(item, patternOf)),
    ),
    group('labels', layout.labels.filter(({ isInside }) => !isInside).map(labelMark)),
  ];
  const inside = layout.labels.filter(({ isInside }) => isInside).map(labelMark);
  const attempts = layout.bars.map((bar) => attemptMark(bar, isLive ? 'button' : 'img'));
  const end = tenth(timelineX(layout, layout.scale.spanMs));
  return (
    `<svg class="timeline${layout.isDense ? ' dense' : ''}" viewBox="0 0 ${layout.width} ${tenth(layout.height)}" ` +
    `role="group" aria-labelledby="${idPrefix}-title"><title id="${idPrefix}-title">${escapeHtml(layout.title)}</title>` +
    `${definitions(layout, idPrefix)}<g aria-hidden="true">${hidden.join('')}</g>${group('attempts', attempts)}` +
    group('labels', inside, ' aria-hidden="true"') +
    `<path class="playhead" aria-hidden="true" d="M0 0V${tenth(layout.plotBottom)}" transform="translate(${end})"/></svg>`
  );
}

/** Draws a run's timeline. */
export function timelineSvg(trace: DrawnTrace, options: TimelineSvgOptions): string {
  return writeTimeline(layoutTimeline(trace), options);
}
