/** Parts of a drawn run that carry the instant at which they came to be, as `data-t`. */
export interface Reveal {
  /** Shows what had come to be at `t` and hides the rest. Says whether that changed anything. */
  showAt(t: number): boolean;
}

interface TimedElement {
  readonly element: Element;
  readonly t: number;
}

/** Follows the playback over the timed parts of `roots`; from one instant to the next it touches only what changes. */
export function createReveal(roots: readonly Element[]): Reveal {
  const timed: TimedElement[] = roots
    .flatMap((root) => [...root.querySelectorAll('[data-t]')])
    .map((element) => ({ element, t: Number(element.getAttribute('data-t')) }))
    .sort((a, b) => a.t - b.t);
  let shown = timed.length;
  return {
    showAt(t) {
      const before = shown;
      for (let next = timed[shown]; next !== undefined && next.t <= t; next = timed[++shown]) {
        next.element.classList.remove('is-future');
      }
      for (let last = timed[shown - 1]; last !== undefined && last.t > t; last = timed[--shown - 1]) {
        last.element.classList.add('is-future');
      }
      return shown !== before;
    },
  };
}
