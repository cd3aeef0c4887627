/**
 * Does something once: when `root` comes within a screen of what the reader sees, when the focus enters it, or when what
 * comes back is called.
 */
export function whenNear(root: HTMLElement, act: () => void): () => void {
  let isDone = false;
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) actOnce();
    },
    { rootMargin: '100% 0px' },
  );
  function actOnce(): void {
    if (isDone) return;
    isDone = true;
    observer.disconnect();
    root.removeEventListener('focusin', actOnce);
    act();
  }
  root.addEventListener('focusin', actOnce);
  observer.observe(root);
  return actOnce;
}
