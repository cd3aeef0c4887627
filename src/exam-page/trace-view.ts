/** The custom element that shows a run. What draws it is loaded with the first run that is shown. */
import type { Trace } from '../sandbox/trace/events.ts';

let count = 0;

/**
 * `<trace-view src="run.json">`: a run as summary, timeline, table, console and raw HTTP.
 *
 * What `src` names is fetched when the view is in sight: at once, or when the `<details>` around it is opened. Script
 * may instead hand it a trace, by `show`.
 */
export class TraceView extends HTMLElement {
  /** What was asked for last; what comes late for something earlier is not drawn. */
  #latest = 0;
  #isFetched = false;

  connectedCallback(): void {
    this.id ||= `trace-view-${(count += 1)}`;
    whenOpen(this, () => this.#open());
  }

  /** Draws a trace in the place of what was there; resolves when it stands. */
  async show(trace: Trace): Promise<void> {
    await this.#draw(() => Promise.resolve(trace));
  }

  #open(): void {
    const src = this.getAttribute('src');
    if (src === null || this.#isFetched) return;
    this.#isFetched = true;
    void this.#draw(async () => {
      const { fetchRecorded } = await import('../sandbox/element/recorded-trace.ts');
      return fetchRecorded(src);
    });
  }

  async #draw(bring: () => Promise<Trace>): Promise<void> {
    const own = (this.#latest += 1);
    try {
      const [{ drawTraceView }, trace] = await Promise.all([import('./draw-trace-view.ts'), bring()]);
      if (own === this.#latest) await drawTraceView(this, trace);
    } catch (error) {
      if (own === this.#latest) this.#tell(error instanceof Error ? error.message : String(error), bring);
    }
  }

  /** Says what failed, in the place of the run. */
  #tell(sentence: string, bring: () => Promise<Trace>): void {
    const line = document.createElement('p');
    line.setAttribute('role', 'status');
    line.textContent = `${sentence} `;
    const again = document.createElement('button');
    again.type = 'button';
    again.textContent = 'Try again';
    again.addEventListener('click', () => void this.#draw(bring));
    line.append(again);
    this.replaceChildren(line);
  }
}

/** Calls `act` once nothing around the element is folded up. */
function whenOpen(element: Element, act: () => void): void {
  const folded = element.closest('details:not([open])');
  if (folded === null) act();
  else folded.addEventListener('toggle', () => whenOpen(element, act), { once: true });
}

if (!customElements.get('trace-view')) customElements.define('trace-view', TraceView);
