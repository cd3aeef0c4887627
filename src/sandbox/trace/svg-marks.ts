import { escapeHtml } from './escape-html.ts';
import type {
  Bar,
  Curve,
  DensityColumn,
  LegendItem,
  LegendSwatch,
  TimelineLabel,
  WaitStretch,
} from './timeline-types.ts';

/** A coordinate, to the tenth. */
export function tenth(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The attributes of a rectangle. */
function box(x: number, y: number, width: number, height: number): string {
  return `x="${tenth(x)}" y="${tenth(y)}" width="${tenth(width)}" height="${tenth(height)}"`;
}

const NOTCH_WIDTH = 7;
const NOTCH_DEPTH = 5;

/** The outline of a refused attempt: a block with a notch in its top, told from a rounded one without its colour. */
function notched(x: number, y: number, width: number, height: number): string {
  const half = tenth(Math.min(NOTCH_WIDTH, width) / 2);
  return `M${tenth(x)} ${tenth(y)}l${half} ${NOTCH_DEPTH} ${half} -${NOTCH_DEPTH}H${tenth(x + width)}v${height}H${tenth(x)}z`;
}

function verdictShape({ x, y, width, height, tone, decidedMs }: Bar): string {
  if (decidedMs === null) return '';
  const attributes = `class="verdict" data-t="${decidedMs}"`;
  if (tone === 'refused') return `<path ${attributes} d="${notched(x, y, width, height)}"/>`;
  // A hollow outline is drawn around its middle, so it is set in by half its stroke.
  const inset = tone === 'ok' ? 0 : 0.75;
  const radius = tone === 'ok' ? ` rx="${tenth(Math.min(3, width / 2))}"` : '';
  const [w, h] = [Math.max(0.5, width - 2 * inset), height - 2 * inset];
  return `<rect ${attributes} ${box(x + inset, y + inset, w, h)}${radius}/>`;
}

/** An attempt, ready for page script to make it focusable. */
export function attemptMark(bar: Bar, role: 'img' | 'button'): string {
  const { x, y, width, height, hit } = bar;
  const start = `<rect class="start" ${box(x, y + height / 2 - 4, Math.min(2, width), 8)}/>`;
  const chunks = bar.chunks.map(
    (chunk) => `<path class="chunk" data-t="${chunk.t}" d="M${tenth(chunk.x)} ${tenth(y + height - 5)}v5"/>`,
  );
  return (
    `<g class="attempt ${bar.tone}" data-id="${bar.id}" data-t="${bar.sentMs}" role="${role}">` +
    `<title>${escapeHtml(bar.title)}</title><rect class="hit" ${box(hit.x, hit.y, hit.width, hit.height)}/>` +
    `${start}${verdictShape(bar)}${chunks.join('')}</g>`
  );
}

/** The line that grows while an attempt is in flight. */
export function flightMark({ x, y, width, height, sentMs }: Bar): string {
  return `<rect data-t="${sentMs}" ${box(x, y + height / 2 - 2, width, 4)}/>`;
}

/** A wait: hatched while it lasts, marked as told by the server once it has ended and fits a hint. */
export function waitMark(wait: WaitStretch, pattern: string): string {
  const area = box(wait.x, wait.y, wait.width, wait.height);
  const hatch = `<rect class="hatch" data-t="${wait.sinceMs}" fill="url(#${pattern})" ${area}/>`;
  const told = wait.reason === 'own-delay' ? '' : `<rect class="told" data-t="${wait.t}" ${area}/>`;
  return `<g class="${wait.reason}"><title>${escapeHtml(wait.title)}</title>${hatch}${told}</g>`;
}

/** A column of the density strip. */
export function columnMark({ x, y, width, height, tone, t }: DensityColumn, pattern: string): string {
  const fill = tone === 'refused' ? ` fill="url(#${pattern})"` : '';
  return `<rect class="${tone}" data-t="${Math.ceil(t)}"${fill} ${box(x, y, width, height)}/>`;
}

/** A line over time; of a waiting curve the area beneath. */
export function curveMark({ kind, corners }: Curve, pattern: string, base: number): string {
  const [first] = corners;
  if (!first) return '';
  let d = `M${tenth(first[0])} ${tenth(first[1])}`;
  let previous = first;
  for (const corner of corners.slice(1)) {
    const [x, y] = [tenth(corner[0]), tenth(corner[1])];
    if (y === tenth(previous[1])) d += x === tenth(previous[0]) ? '' : `H${x}`;
    else d += x === tenth(previous[0]) ? `V${y}` : `L${x} ${y}`;
    previous = corner;
  }
  if (kind !== 'waiting') return `<path class="${kind}" d="${d}"/>`;
  return `<path class="waiting" fill="url(#${pattern})" d="${d}V${tenth(base)}H${tenth(first[0])}z"/>`;
}

/** A text of the drawing. */
export function labelMark({ text, center, y, kind, tone, isSmall, isInside, t }: TimelineLabel): string {
  const isTimed = kind === 'status' || kind === 'wait' || kind === 'limit';
  const classes = [kind, tone ?? '', isSmall ? 'small' : '', isInside ? 'inside' : '']
    .filter((each) => each !== '')
    .join(' ');
  const instant = isTimed ? ` data-t="${Math.ceil(t)}"` : '';
  return `<text class="${classes}"${instant} x="${tenth(center)}" y="${tenth(y)}">${escapeHtml(text)}</text>`;
}

/** The sample of a legend's entry. */
export function swatchMark({ swatch, x, y }: LegendItem, patternOf: (swatch: LegendSwatch) => string | null): string {
  const pattern = patternOf(swatch);
  const fill = pattern === null ? '' : ` fill="url(#${pattern})"`;
  if (swatch === 'in-flight') return `<path class="in-flight" d="M${tenth(x)} ${tenth(y + 5)}h11"/>`;
  if (swatch === 'refused-bar') return `<path class="refused-bar" d="${notched(x + 2, y - 1, NOTCH_WIDTH, 12)}"/>`;
  if (swatch === 'ok-bar') return `<rect class="ok" ${box(x + 2, y - 1, NOTCH_WIDTH, 12)} rx="3"/>`;
  const told = swatch === 'hint' ? `<rect class="told" ${box(x, y, 11, 10)}/>` : '';
  return `<rect class="${swatch}"${fill} ${box(x, y, 11, 10)}/>${told}`;
}
