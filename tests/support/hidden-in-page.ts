import type { CodeSandbox } from '../../src/sandbox/element.ts';
import type { PlaybackSpeed } from '../../src/sandbox/trace/playback.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';

/** A run whose page could not be seen when it ended. */
export interface HiddenRun {
  readonly trace: Trace;
  readonly framesAskedFor: number;
  readonly state: string;
  readonly summary: string;
  /** Where the playback stands, and the end of the run. */
  readonly slider: readonly [t: number, endMs: number];
}

/**
 * Runs a sandbox in a page that is hidden before the run, or once its playback has begun, and shown again after it. As in
 * a tab in the background no frame comes. Goes to the page by its source.
 */
export async function runHidden(id: string, speed: PlaybackSpeed, when: 'before' | 'playing'): Promise<HiddenRun> {
  await customElements.whenDefined('code-sandbox');
  const sandbox = document.getElementById(id) as CodeSandbox;
  const setHidden = (isHidden: boolean): void => {
    Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
    Object.defineProperty(document, 'visibilityState', { value: isHidden ? 'hidden' : 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  let framesAskedFor = 0;
  window.requestAnimationFrame = () => {
    framesAskedFor += 1;
    // The run must have returned to the page before it is hidden, as it will have in a reader's.
    if (framesAskedFor === 1) setTimeout(() => setHidden(true));
    return framesAskedFor;
  };
  setHidden(when === 'before');
  const trace = await sandbox.run({ speed });
  setHidden(false);
  const slider = sandbox.querySelector<HTMLInputElement>('input[type=range]');
  return {
    trace,
    framesAskedFor,
    state: sandbox.dataset['state'] ?? '',
    summary: sandbox.querySelector('[role=status]')?.textContent.trim().replace(/\s+/g, ' ') ?? '',
    slider: [slider?.valueAsNumber ?? NaN, Number(slider?.max)],
  };
}
