/** Makes the attempts of a drawn timeline operable. */
export interface AttemptButtons {
  /** Takes over the attempts of a timeline that was just drawn. */
  refresh(): void;
}

/**
 * Opens an attempt on click, Enter and Space.
 *
 * However many there are, they are one stop of the Tab key; the arrow keys go from one to the next.
 */
export function createAttemptButtons(
  room: HTMLElement,
  onOpen: (id: number, attempt: SVGElement) => void,
): AttemptButtons {
  const all = (): SVGElement[] => [...room.querySelectorAll<SVGElement>('.attempt')];
  const attemptAt = (target: EventTarget | null): SVGElement | null =>
    target instanceof Element ? target.closest<SVGElement>('.attempt') : null;
  const open = (attempt: SVGElement): void => onOpen(Number(attempt.dataset['id']), attempt);

  room.addEventListener('click', (event) => {
    const attempt = attemptAt(event.target);
    if (attempt !== null) open(attempt);
  });
  room.addEventListener('keydown', (event) => {
    const attempt = attemptAt(event.target);
    if (attempt === null) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(attempt);
      return;
    }
    const shown = all().filter((each) => !each.classList.contains('is-future'));
    const next = shown[shown.indexOf(attempt) + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? NaN)];
    if (next === undefined) return;
    event.preventDefault();
    attempt.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  return {
    refresh() {
      all().forEach((attempt, index) => {
        attempt.setAttribute('role', 'button');
        attempt.setAttribute('aria-expanded', 'false');
        attempt.tabIndex = index === 0 ? 0 : -1;
      });
    },
  };
}
