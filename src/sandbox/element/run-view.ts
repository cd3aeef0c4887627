import type { SourcePlace, Trace } from '../trace/events.ts';
import type { SandboxState } from './element-types.ts';
import { placeInWords } from './failed-place.ts';
import { part } from './part.ts';

/** Whose run the figure shows: the build's, the reader's, or one of code that has changed since. */
export type Shown = 'recorded' | 'run' | 'outdated';

/** The parts of a sandbox that say how it stands with the run. */
export interface RunView {
  state(): SandboxState;
  setState(state: SandboxState): void;
  shown(): Shown;
  setShown(shown: Shown): void;
  /** Offers a way to the line that ended the run, or none. */
  offer(place: SourcePlace | null): void;
}

const captions = {
  recorded: 'Recorded when this page was built.',
  run: 'Your run.',
  outdated: 'The code or the numbers have changed since this run.',
} as const satisfies Record<Shown, string>;

/** Takes over those parts. */
export function createRunView(root: HTMLElement, onGo: (place: SourcePlace) => void): RunView {
  const where = part(root, '.where', HTMLButtonElement);
  const buttons = part(root, '.buttons', HTMLElement);
  let offered: SourcePlace | null = null;
  let shown: Shown = 'recorded';
  let state: SandboxState = 'idle';
  where.addEventListener('click', () => {
    if (offered !== null) onGo(offered);
  });
  return {
    state: () => state,
    setState(next) {
      // Stop leaves once nothing runs; the focus must not fall off the page with it.
      const stop = part(buttons, '[data-do=stop]', HTMLButtonElement);
      if (next !== 'running' && document.activeElement === stop) {
        part(buttons, '[data-do=run]', HTMLButtonElement).focus({ preventScroll: true });
      }
      state = next;
      root.dataset['state'] = next;
    },
    shown: () => shown,
    setShown(next) {
      shown = next;
      root.dataset['shown'] = next;
      part(root, 'figcaption', HTMLElement).textContent = captions[next];
    },
    offer(place) {
      offered = place;
      where.hidden = place === null;
      where.textContent = place === null ? '' : `Go to ${placeInWords(place)}`;
    },
  };
}

/** The state that a trace leaves a sandbox in. */
export function stateAfter({ events }: Trace): SandboxState {
  const end = events.at(-1);
  return end?.kind === 'end' ? end.outcome : 'failed';
}
