/** Opens an attempt of the timeline in `room` on click, Enter and Space; the arrow keys go from one to the next. */
export function wireAttempts(room: HTMLElement, onOpen: (id: number, attempt: SVGElement) => void): void {
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
    const shown = [...room.querySelectorAll<SVGElement>('.attempt:not(.is-future)')];
    const next = shown[shown.indexOf(attempt) + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? NaN)];
    if (next === undefined) return;
    event.preventDefault();
    attempt.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
