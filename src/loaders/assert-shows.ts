import { errorText, isConsoleEvent } from '../sandbox/trace/console-html.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import { summarize } from '../sandbox/trace/summary.ts';
import type { GuideSnippet } from './guide-snippets.ts';

/**
 * Throws if a run does not show what its guide says.
 *
 * What it `shows` must stand, word for word, in the run's summary or in its console; a `fixed-*` must succeed besides.
 */
export function assertShows(snippet: Pick<GuideSnippet, 'guide' | 'file' | 'shows'>, trace: Trace): void {
  const { guide, file, shows } = snippet;
  const lines = linesOf(trace);
  const problem =
    file.startsWith('fixed-') && !hasSucceeded(trace)
      ? 'a fixed-* must succeed'
      : lines.some((line) => line.includes(shows))
        ? undefined
        : `its guide says that it shows "${shows}"`;
  if (problem === undefined) return;
  throw new Error(
    `Failed to build the guide "${guide}": ${problem}, but the run of ${file} shows:\n${lines.join('\n')}\n` +
      'Mend the snippet, its scenario, or what the frontmatter says of it.',
  );
}

function hasSucceeded({ events }: Trace): boolean {
  return events.some((event) => event.kind === 'end' && event.outcome === 'succeeded');
}

/** All that a reader of the run can read: the summary, then the console. */
function linesOf(trace: Trace): readonly string[] {
  const console = trace.events.filter(isConsoleEvent).map((event) => {
    if (event.kind === 'log') return event.text;
    return event.kind === 'error' ? errorText(event) : (event.message ?? '');
  });
  return [summarize(trace), ...console];
}
