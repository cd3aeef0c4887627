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

/** Keeps that stop on an attempt that is shown, if there is one at the instant that is. */
export function keepStopShown(room: HTMLElement): void {
  if (room.querySelector(`${ATTEMPTS}[tabindex="0"]`) !== null) return;
  const next = [...room.querySelectorAll<SVGElement>(ATTEMPTS)].at(-1);
  if (next !== undefined) moveStop(room, next);
}

/** Lets the arrow keys go from one attempt in `room` to the next. */
export function walkAttempts(room: HTMLElement): void {
  room.addEventListener('keydown', ({ key, target }) => {
    const attempts = [...room.querySelectorAll<SVGElement>(ATTEMPTS)];
    const from = attempts.findIndex((attempt) => attempt === target);
    const next = attempts[from + ({ ArrowRight: 1, ArrowLeft: -1 }[key] ?? NaN)];
    if (from < 0 || next === undefined) return;
    moveStop(room, next);
    next.focus();
  });
}

/** Makes one attempt of `room` that stop. */
export function moveStop(room: HTMLElement, next: SVGElement): void {
  for (const attempt of room.querySelectorAll<SVGElement>('.attempt')) attempt.tabIndex = attempt === next ? 0 : -1;
}
