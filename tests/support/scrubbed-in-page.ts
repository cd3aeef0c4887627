/** What a sandbox shows while its playback stands at an instant. */
export interface SeenInstant {
  readonly t: number;
  readonly time: string;
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
}

/**
 * Scrubs the recorded run of a sandbox to instants, one after the other: by `input` of its slider, or where `t` is a key
 * of the keyboard, by that. Goes to the page by its source.
 */
export async function scrubSandbox(id: string, moves: readonly (number | string)[]): Promise<SeenInstant[]> {
  await customElements.whenDefined('code-sandbox');
  const sandbox = document.getElementById(id);
  const find = (selector: string): HTMLElement => {
    const found = sandbox?.querySelector<HTMLElement>(selector) ?? null;
    if (found === null) throw new Error(`The sandbox "${id}" has no "${selector}".`);
    return found;
  };
  const all = (selector: string): Element[] => [...find('.output').querySelectorAll(selector)];
  const textOf = (element: Element | null): string => element?.textContent.trim().replace(/\s+/g, ' ') ?? '';
  const slider = find('input[type=range]') as HTMLInputElement;

  const look = (): SeenInstant => {
    const t = slider.valueAsNumber;
    const timed = all('[data-t]');
    return {
      t,
      time: textOf(find('.time')),
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
      wrong: timed.filter((part) => {
        const isAhead = Number(part.getAttribute('data-t')) > t;
        return part.classList.contains('is-future') !== isAhead;
      }).length,
    };
  };

  // The first move brings the rest of the sandbox and the recorded trace, and draws it.
  const drawn = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(find('.time'), { childList: true, characterData: true, subtree: true });
  });
  find('[data-do=step-back]').click();
  await drawn;
  const seen: SeenInstant[] = [];
  for (const move of moves) {
    if (typeof move === 'number') {
      slider.value = String(move);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    } else {
      slider.dispatchEvent(new KeyboardEvent('keydown', { key: move, bubbles: true, cancelable: true }));
    }
    // What a control asks for is done in a microtask or two.
    await new Promise((resolve) => setTimeout(resolve));
    seen.push(look());
  }
  return seen;
}
