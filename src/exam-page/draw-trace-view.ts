import { wordOutcomes } from '../exam/outcome-words.ts';
import { wireAttempts } from '../sandbox/element/attempt-buttons.ts';
import { copyText } from '../sandbox/element/copy.ts';
import { drawTrace } from '../sandbox/element/drawing.ts';
import { moveStop, offerAttempts, walkAttempts } from '../sandbox/element/offer-attempts.ts';
import { part } from '../sandbox/element/part.ts';
import { createRawPanel } from '../sandbox/element/raw-panel.ts';
import { createSummaryLine } from '../sandbox/element/summary-line.ts';
import { collectAttempts } from '../sandbox/trace/attempts.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import { summarizeParts, summarySentence } from '../sandbox/trace/summary.ts';
import styles from './trace-view.css?url';

const MARKUP = `<div class="summary"><span role="status"></span><span class="so-far"></span></div>
<figure class="timeline-figure">
<div class="timeline-room" role="group" aria-label="Timeline"></div>
<details class="twin"><summary>The same as a table</summary>
<div class="twin-room scroll" tabindex="0" role="group" aria-label="Attempts"></div></details>
</figure>
<section class="raw" hidden></section>
<div class="console" role="log" aria-label="Console" tabindex="0"></div>
<p class="visually-hidden" role="status"></p>`;

/** Draws a run as it ended into `root`, in the place of what was there. */
export async function drawTraceView(root: HTMLElement, traced: Trace): Promise<void> {
  await loadStyles();
  const trace = wordOutcomes(traced);
  root.innerHTML = MARKUP;
  const parts = summarizeParts(trace);
  createSummaryLine(root).showEnd(parts);
  drawTrace(root, trace).showAt(trace.events.at(-1)?.t ?? 0, summarySentence(parts));
  part(root, '.console', HTMLElement).hidden = part(root, '.console', HTMLElement).childElementCount === 0;

  const raw = createRawPanel(root, (text) => void copy(root, text));
  const timeline = part(root, '.timeline-room', HTMLElement);
  offerAttempts(timeline);
  walkAttempts(timeline);
  const attempts = new Map(collectAttempts(trace.events).map((attempt) => [attempt.id, attempt]));
  wireAttempts(timeline, (id) => {
    const attempt = attempts.get(id);
    const opener = timeline.querySelector<SVGElement>(`.attempt[data-id="${id}"]`);
    if (attempt === undefined || opener === null) return;
    moveStop(timeline, opener);
    raw.open(attempt, opener);
  });
}

async function copy(root: HTMLElement, text: string): Promise<void> {
  const isCopied = await copyText(text);
  part(root, 'p[role=status]', HTMLElement).textContent = isCopied
    ? 'Copied the request and its answer.'
    : 'The browser did not allow that. Select the text and copy it.';
}

let loading: Promise<void> | undefined;

/** Brings the style sheet, once for all views of a page. Without it the run is there all the same, plain. */
function loadStyles(): Promise<void> {
  loading ??= new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = styles;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
  return loading;
}
