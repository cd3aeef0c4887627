/** What the rest listens to. The fields of numbers write into the model without it. */
const CONTROLS = 'button, [type=range], [type=checkbox], .attempt';

/**
 * Lets the first press on a control bring the rest of a sandbox, and then count.
 *
 * What arrives before the rest is there waits for it; once it is there, nothing is forwarded any more.
 */
export function forwardPresses(
  root: HTMLElement,
  isOpen: () => boolean,
  open: (pressed: Element) => Promise<unknown>,
): void {
  const forward = (event: Event): void => {
    const control = event.target instanceof Element ? event.target.closest(CONTROLS) : null;
    if (control === null || isOpen()) return;
    if (event instanceof KeyboardEvent) {
      // Other controls make a click of these keys by themselves.
      if (!control.matches('.attempt') || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
    }
    const again = new Event(event.type === 'input' ? 'input' : 'click', { bubbles: true });
    // A trouble has been told to the reader; the next press tries again.
    open(control).then(
      () => control.dispatchEvent(again),
      () => undefined,
    );
  };
  for (const type of ['click', 'input', 'keydown']) root.addEventListener(type, forward);
}
