import { consoleHtml } from '../trace/console-html.ts';
import type { Trace } from '../trace/events.ts';
import { attemptTable } from '../trace/table.ts';
import { layoutTimeline, timelineX, type TimelineLayout } from '../trace/timeline-layout.ts';
import { clipWidth, writeTimeline } from '../trace/timeline-svg.ts';
import { keepStopShown } from './offer-attempts.ts';
import { part } from './part.ts';
import { createReveal } from './reveal.ts';

/** A trace drawn into a sandbox: timeline, table and console. */
export interface Drawing {
  /** Shows the run as it was at `t`; `summary` is that of this instant. */
  showAt(t: number, summary: string): void;
}

/** More new lines than this would keep a screen reader talking long after the run. */
const MOST_LINES_READ_ALOUD = 25;

/** Draws a trace in the place of the one that was there. */
export function drawTrace(root: HTMLElement, trace: Trace): Drawing {
  const layout = layoutTimeline(trace);
  const timeline = part(root, '.timeline-room', HTMLElement);
  const twin = part(root, '.twin-room', HTMLElement);
  const log = part(root, '.console', HTMLElement);
  timeline.innerHTML = writeTimeline(layout, { idPrefix: `${root.id}-timeline`, isLive: true });
  twin.innerHTML = attemptTable(trace);
  log.setAttribute('aria-live', countLines(trace) > MOST_LINES_READ_ALOUD ? 'off' : 'polite');
  log.innerHTML = consoleHtml(trace.events);
  const figure = createReveal([timeline, twin]);
  const console = createReveal([log]);
  const svg = part(timeline, 'svg', SVGSVGElement);
  const names = [part(svg, 'title', SVGTitleElement), part(twin, 'caption', HTMLTableCaptionElement)];
  const nameAttempts = createNames(svg, layout);
  const pixelsPerUnit = timeline.scrollWidth / layout.width;
  const isWider = timeline.scrollWidth > timeline.clientWidth;
  let isNew = true;
  return {
    showAt(t, summary) {
      figure.showAt(t);
      keepStopShown(timeline);
      for (const name of names) name.textContent = summary;
      nameAttempts(t);
      showHead(svg, layout, t);
      // On a narrow page the present instant stays in sight.
      if (isWider) timeline.scrollLeft = timelineX(layout, t) * pixelsPerUnit - timeline.clientWidth * 0.8;
      // A run that is drawn as it ended shows its last line, as one does that was played up to it.
      if (console.showAt(t) || isNew) log.scrollTop = log.scrollHeight;
      isNew = false;
    },
  };
}

function countLines({ events }: Trace): number {
  return events.filter((event) => event.kind === 'log').length;
}

/** Names each attempt by what is known of it at an instant; nobody hears a verdict before it is there. */
function createNames(svg: SVGSVGElement, { bars }: TimelineLayout): (t: number) => void {
  const titles = bars.map((bar) => ({ bar, element: part(svg, `[data-id="${bar.id}"] > title`, SVGTitleElement) }));
  return (t) => {
    for (const { bar, element } of titles) {
      const title = bar.decidedMs !== null && bar.decidedMs > t ? bar.openTitle : bar.title;
      if (element.textContent !== title) element.textContent = title;
    }
  };
}

/** Moves the playhead, and with it the edge up to which lines over time are drawn. */
function showHead(svg: SVGSVGElement, layout: TimelineLayout, t: number): void {
  svg.querySelector('.clip')?.setAttribute('width', String(clipWidth(layout, t)));
  svg.querySelector('.playhead')?.setAttribute('transform', `translate(${timelineX(layout, t)})`);
  svg.toggleAttribute('data-playing', t < layout.scale.spanMs);
}
