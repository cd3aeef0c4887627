/** Makes the attempts of a drawn timeline buttons. However many there are, they are one stop of the Tab key. */
export function offerAttempts(room: Element): void {
  room.querySelectorAll<SVGElement>('.attempt').forEach((attempt, index) => {
    attempt.setAttribute('role', 'button');
    attempt.setAttribute('aria-expanded', 'false');
    attempt.tabIndex = index === 0 ? 0 : -1;
  });
}
