import type { CodeSandbox } from '../../src/sandbox/element.ts';
import type { PlaybackSpeed } from '../../src/sandbox/trace/playback.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';

/** A sandbox after a run and its playback. */
export interface SeenEnd {
  readonly trace: Trace;
  /** How many frames its playback took. */
  readonly frames: number;
  readonly state: string;
  /** All that is shown of the run: figure, table, console, summary, and where the playback's controls stand. */
  readonly shown: readonly string[];
}

/**
 * Runs a sandbox at one speed after the other and looks at it when each run has ended. Frames come at once, and the
 * page's clock goes on by `frameMs` at each. Goes to the page by its source.
 */
export async function endSandbox(id: string, speeds: readonly PlaybackSpeed[], frameMs: number): Promise<SeenEnd[]> {
  await customElements.whenDefined('code-sandbox');
  const sandbox = document.getElementById(id) as CodeSandbox;
  const find = <T extends HTMLElement>(selector: string): T => {
    const found = sandbox.querySelector<T>(selector);
    if (found === null) throw new Error(`The sandbox "${id}" has no "${selector}".`);
    return found;
  };

  let [frames, now] = [0, performance.now()];
  performance.now = () => now;
  window.requestAnimationFrame = (callback) =>
    window.setTimeout(() => {
      frames += 1;
      now += frameMs;
      callback(now);
    });
  window.cancelAnimationFrame = (handle) => window.clearTimeout(handle);

  const seen: SeenEnd[] = [];
  for (const speed of speeds) {
    frames = 0;
    const trace = await sandbox.run({ speed });
    // A run that isn't played is drawn in the turn after the one that it ends in.
    await new Promise((resolve) => setTimeout(resolve));
    const slider = find<HTMLInputElement>('input[type=range]');
    const scrolls = [find('.console').scrollTop, find('.timeline-room').scrollLeft];
    seen.push({
      trace,
      frames,
      state: sandbox.dataset['state'] ?? '',
      shown: [
        // A class that was taken away again leaves an empty attribute.
        ...[...find('.output').children].map((part) => part.outerHTML.replaceAll(' class=""', '')),
        `at ${slider.value} of ${slider.max}, scrolled to ${scrolls.join()}`,
      ],
    });
  }
  return seen;
}
