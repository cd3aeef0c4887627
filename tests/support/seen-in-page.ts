import type { CodeSandbox } from '../../src/sandbox/element.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';

/** How often a page runs each snippet. */
export interface RunCounts {
  /** As printed, from code that the build compiled. */
  readonly printed: number;
  /** With a comment at the end of each file, so that the page's own compiler has to do it. */
  readonly edited: number;
}

/** Something that a timeline shows: its class and words, and where it stands as `[x, y, width, height]`. */
export interface SeenMark {
  readonly name: string;
  readonly box: readonly number[];
}

/** What a reader sees of a run; HTML is that of the page. */
export interface SeenRun {
  readonly outcome: string;
  readonly summary: string;
  readonly console: string;
  readonly table: string;
  /** Without what script adds to make its attempts buttons. */
  readonly timeline: string;
  readonly marks: readonly SeenMark[];
}

/** A sandbox as a page printed it, and after its runs. */
export interface SeenSandbox {
  readonly recorded: Trace;
  /** Each trace that came of a run, once, however often it came. */
  readonly traces: readonly Trace[];
  readonly runs: number;
  readonly printed: SeenRun;
  readonly live: SeenRun;
}

/** Runs a sandbox of the page at once, over and over, and looks at it before and after. Goes to the page by its source. */
export async function seeSandbox(id: string, counts: RunCounts): Promise<SeenSandbox> {
  await customElements.whenDefined('code-sandbox');
  const sandbox = document.getElementById(id) as CodeSandbox;
  const find = (selector: string): HTMLElement => {
    const found = sandbox.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`The sandbox "${id}" has no "${selector}".`);
    return found;
  };
  const marks = (): SeenMark[] =>
    [...find('.timeline-room').querySelectorAll<SVGGraphicsElement>('.attempt, .verdict, .hatch, .told, svg text')]
      .concat([...find('.timeline-room').querySelectorAll<SVGGraphicsElement>('.columns > *, .curves > *, .marks > *')])
      .map((mark) => {
        const { x, y, width, height } = mark.getBBox();
        const words = mark.querySelector(':scope > title')?.textContent ?? mark.textContent;
        const name = `${mark.localName}.${mark.getAttribute('class')} ${words.replace(/; sent at .*/, '')}`;
        return { name, box: [x, y, width, height] };
      });
  const look = (): SeenRun => ({
    outcome: find('.summary').dataset['outcome'] ?? '',
    summary: find('[role=status]').textContent.trim().replace(/\s+/g, ' '),
    console: find('.console').innerHTML,
    table: find('.twin-room').innerHTML,
    timeline: find('.timeline-room').innerHTML.replace(
      / (?:role="(?:button|img)"|tabindex="[^"]*"|aria-expanded="[^"]*")/g,
      '',
    ),
    marks: marks(),
  });

  const printed = look();
  const recorded = await sandbox.recorded();
  const traces = new Map<string, Trace>();
  let runs = 0;
  const run = async (times: number): Promise<void> => {
    for (const last = runs + times; runs < last; runs += 1) {
      const trace = await sandbox.run({ speed: 'instant' });
      traces.set(JSON.stringify(trace), trace);
    }
  };
  const files = sandbox.files;
  sandbox.files = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, `${text}// Edited.\n`]));
  await run(counts.edited);
  sandbox.files = files;
  await run(counts.printed);
  // A run is drawn in the turn after the one that it ends in.
  await new Promise((resolve) => setTimeout(resolve));
  return { recorded, traces: [...traces.values()], runs, printed, live: look() };
}

/** Pieces of HTML as the page itself would write them. Goes to the page by its source. */
export function asWritten(pieces: readonly string[]): string[] {
  const template = document.createElement('template');
  return pieces.map((html) => {
    template.innerHTML = html;
    return template.innerHTML;
  });
}
