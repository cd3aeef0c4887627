/** Opens an attempt of the timeline in `room` on click, Enter and Space. */
export function wireAttempts(room: HTMLElement, onOpen: (id: number) => void): void {
  const open = ({ target }: Event): boolean => {
    const attempt = target instanceof Element ? target.closest<SVGElement>('.attempt') : null;
    if (attempt !== null) onOpen(Number(attempt.dataset['id']));
    return attempt !== null;
  };
  room.addEventListener('click', open);
  room.addEventListener('keydown', (event) => {
    if ((event.key === 'Enter' || event.key === ' ') && open(event)) event.preventDefault();
  });
}
