import { formatInstant } from '../trace/duration.ts';
import type { Playback, PlaybackSpeed } from '../trace/playback.ts';
import { part } from './part.ts';

/** The controls of the playback beneath a timeline. */
export interface PlaybackBar {
  /** Shows where the playback stands. */
  show(playback: Pick<Playback, 'state' | 'timeMs'>, endMs: number): void;
  speed(): PlaybackSpeed;
}

/** What the controls ask for. */
export interface PlaybackOrders {
  toggle(): void;
  step(direction: 'forward' | 'back'): void;
  seek(t: number): void;
  setSpeed(speed: PlaybackSpeed): void;
}

/** Takes over the printed `.playback` controls. */
export function createPlaybackBar(root: HTMLElement, orders: PlaybackOrders): PlaybackBar {
  const bar = part(root, '.playback', HTMLElement);
  const toggle = part(bar, '[data-do=toggle]', HTMLButtonElement);
  const slider = part(bar, 'input[type=range]', HTMLInputElement);
  const time = part(bar, '.time', HTMLElement);
  const speed = part(bar, 'select', HTMLSelectElement);

  toggle.addEventListener('click', () => orders.toggle());
  part(bar, '[data-do=step-back]', HTMLButtonElement).addEventListener('click', () => orders.step('back'));
  part(bar, '[data-do=step]', HTMLButtonElement).addEventListener('click', () => orders.step('forward'));
  slider.addEventListener('input', () => orders.seek(slider.valueAsNumber));
  slider.addEventListener('keydown', (event) => {
    // A slider's own step is a thousandth of the run; what a reader wants to reach is where something happens.
    const direction = { ArrowRight: 'forward', ArrowLeft: 'back' } as const;
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    event.preventDefault();
    orders.step(direction[event.key]);
  });
  speed.addEventListener('change', () => orders.setSpeed(parseSpeed(speed.value)));

  return {
    speed: () => parseSpeed(speed.value),
    show({ state, timeMs }, endMs) {
      toggle.textContent = state === 'playing' ? 'Pause' : state === 'paused' ? 'Play' : 'Replay';
      slider.max = String(Math.max(1, endMs));
      slider.value = String(endMs === 0 ? 1 : timeMs);
      slider.setAttribute('aria-valuetext', `${formatInstant(timeMs)} of ${formatInstant(endMs)}`);
      time.textContent = formatInstant(timeMs);
    },
  };
}

/** The speed that an option of the printed list stands for. */
function parseSpeed(value: string): PlaybackSpeed {
  if (value === '1') return 1;
  if (value === '10') return 10;
  return value === 'instant' ? 'instant' : 'fit';
}
