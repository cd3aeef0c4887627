const ATTEMPTS = '.attempt:not(.is-future)';

/**
 * Makes the attempts of a drawn timeline buttons. However many there are, they are one stop of the Tab key; where there
 * are none, the room itself is, so that the arrow keys scroll it.
 */
export function offerAttempts(room: HTMLElement): void {
  const attempts = room.querySelectorAll<SVGElement>('.attempt');
  attempts.forEach((attempt, index) => {
    attempt.setAttribute('role', 'button');
    attempt.setAttribute('aria-expanded', 'false');
    attempt.tabIndex = index === 0 ? 0 : -1;
  });
  if (attempts.length === 0) room.tabIndex = 0;
  else room.removeAttribute('tabindex');
}

/** Lets the arrow keys go from one attempt in `room` to the next. */
export function walkAttempts(room: HTMLElement): void {
  room.addEventListener('keydown', ({ key, target }) => {
    const attempts = [...room.querySelectorAll<SVGElement>(ATTEMPTS)];
    const from = attempts.findIndex((attempt) => attempt === target);
    const next = attempts[from + ({ ArrowRight: 1, ArrowLeft: -1 }[key] ?? NaN)];
    if (from < 0 || next === undefined) return;
    for (const attempt of attempts) attempt.tabIndex = attempt === next ? 0 : -1;
    next.focus();
  });
}
