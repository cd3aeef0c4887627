/** A way to bring a playback to an instant: by its slider, by a key on that, or by playing on at 1x up to there. */
export type Move = { readonly seek: number } | { readonly key: string } | { readonly playTo: number };

/** What a sandbox shows while its playback stands at an instant. */
export interface SeenInstant {
  readonly t: number;
  readonly time: string;
  /** Whether it was playing when it was looked at. */
  readonly isPlaying: boolean;
  readonly view: SeenView;
}

/** What the instant alone decides. */
export interface SeenView {
  /** The summary for the eyes, and what is read aloud. */
  readonly soFar: string;
  readonly aloud: string;
  /** The names of the figure and of its table twin. */
  readonly names: readonly string[];
  /** The console's lines that are shown. */
  readonly console: string;
  /** The attempts that are shown, by their names. */
  readonly attempts: readonly string[];
  /** The table's rows that are shown, each with its attempt's id and the cells of it that are shown. */
  readonly rows: readonly { readonly id: number; readonly cells: readonly string[] }[];
  /** The words in the figure that are shown, the limiter's among them. */
  readonly labels: readonly string[];
  /** The right edge of the lines over time, the limiter's among them. */
  readonly clip: string;
  /** How many parts of the figure are hidden though their instant has come, or shown though it has not. */
  readonly wrong: number;
  /** All of the figure, its table and the summary, with what is hidden marked so. */
  readonly html: string;
}

/**
 * Brings the playback of a sandbox's recorded run to one instant after the other, and looks at each. Its clock and its
 * frames are the test's. Goes to the page by its source.
 */
export async function scrubSandbox(id: string, moves: readonly Move[]): Promise<SeenInstant[]> {
  await customElements.whenDefined('code-sandbox');
  const sandbox = document.getElementById(id);
  const find = <T extends HTMLElement>(selector: string): T => {
    const found = sandbox?.querySelector<T>(selector) ?? null;
    if (found === null) throw new Error(`The sandbox "${id}" has no "${selector}".`);
    return found;
  };
  const all = (selector: string): Element[] => [...find('.output').querySelectorAll(selector)];
  const textOf = (element: Element | null): string => element?.textContent.trim().replace(/\s+/g, ' ') ?? '';
  // Its fields come when the focus does.
  sandbox?.dispatchEvent(new FocusEvent('focusin'));
  const slider = find<HTMLInputElement>('input[type=range]');
  const toggle = find('[data-do=toggle]');
  const isPlaying = (): boolean => toggle.textContent === 'Pause';

  // Whole, lest a sum of it falls short of an instant.
  let now = Math.ceil(performance.now());
  let frame: FrameRequestCallback | undefined;
  performance.now = () => now;
  window.requestAnimationFrame = (callback) => {
    frame = callback;
    return 1;
  };
  window.cancelAnimationFrame = () => {
    frame = undefined;
  };

  const view = (t: number): SeenView => ({
    soFar: textOf(find('.so-far')),
    aloud: textOf(find('[role=status]')),
    names: [textOf(find('svg.timeline > title')), textOf(find('.attempts caption'))],
    console: all('.console > :not(.is-future)')
      .map((line) => line.outerHTML)
      .join(''),
    attempts: all('.attempt:not(.is-future) > title').map(textOf),
    rows: all('.attempts tr[data-id]:not(.is-future)').map((row) => ({
      id: Number(row.getAttribute('data-id')),
      cells: [...row.querySelectorAll('td:not(.is-future)')].map(textOf),
    })),
    labels: all('svg text:not(.is-future)').map(textOf),
    clip: find('.clip').getAttribute('width') ?? '',
    wrong: all('[data-t]').filter((part) => {
      const isAhead = Number(part.getAttribute('data-t')) > t;
      return part.classList.contains('is-future') !== isAhead;
    }).length,
    // A class that was taken away again leaves an empty attribute.
    html: ['.timeline-room', '.twin-room', '.summary']
      .map((selector) => find(selector).outerHTML.replaceAll(' class=""', ''))
      .join('\n'),
  });

  const perform = async (move: Move): Promise<void> => {
    if ('playTo' in move) {
      if (!isPlaying()) toggle.click();
      await turn();
      now += move.playTo - slider.valueAsNumber;
      frame?.(now);
      return;
    }
    if ('seek' in move) {
      slider.value = String(move.seek);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    } else {
      slider.dispatchEvent(new KeyboardEvent('keydown', { key: move.key, bubbles: true, cancelable: true }));
    }
    await turn();
  };
  /** What a control asks for is done in a microtask or two. */
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  // The first press brings the rest of the sandbox and the recorded trace, and draws it.
  const drawn = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(find('.time'), { childList: true, characterData: true, subtree: true });
  });
  find<HTMLSelectElement>('.playback select').value = '1';
  find('[data-do=step-back]').click();
  await drawn;
  const seen: SeenInstant[] = [];
  for (const move of moves) {
    await perform(move);
    const t = slider.valueAsNumber;
    seen.push({ t, time: textOf(find('.time')), isPlaying: isPlaying(), view: view(t) });
  }
  return seen;
}
