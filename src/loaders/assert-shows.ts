import { errorText, isConsoleEvent } from '../sandbox/trace/console-html.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import { summarize } from '../sandbox/trace/summary.ts';
import type { GuideSnippet } from './guide-snippets.ts';

/**
 * Throws if a run does not show what its guide says.
 *
 * A `broken-*` must not succeed, and what it `shows` must stand, word for word, where it ends: in the run's summary or
 * the last line of its console. A `fixed-*` must succeed, and may show it on any line.
 */
export function assertShows(snippet: Pick<GuideSnippet, 'guide' | 'file' | 'shows'>, trace: Trace): void {
  const { guide, file } = snippet;
  const lines = linesOf(trace);
  const problem = file.startsWith('fixed-')
    ? problemOfFixed(snippet.shows, lines, hasSucceeded(trace))
    : problemOfBroken(snippet.shows, lines, hasSucceeded(trace));
  if (problem === undefined) return;
  throw new Error(
    `Failed to build the guide "${guide}": ${problem}, but the run of ${file} shows:\n${lines.join('\n')}\n` +
      'Mend the snippet, its scenario, or what the frontmatter says of it.',
  );
}

function problemOfFixed(shows: string, lines: readonly string[], succeeded: boolean): string | undefined {
  if (!succeeded) return 'a fixed-* must succeed';
  return lines.some((line) => line.includes(shows)) ? undefined : `its frontmatter says that it shows "${shows}"`;
}

function problemOfBroken(shows: string, lines: readonly string[], succeeded: boolean): string | undefined {
  if (succeeded) return 'a broken-* must not succeed';
  const end = [lines.at(0), lines.at(-1)];
  return end.some((line) => line?.includes(shows)) ? undefined : `its frontmatter says that it ends in "${shows}"`;
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
