/** Sandboxes that are not laid out yet, from the top of the page. */
const waiting: Element[] = [];
let isUnderWay = false;

/**
 * Lays a sandbox out once the page has loaded and has nothing else to do, however far it is from the screen: after that
 * the page has its true height. One a frame, since all of a guide's together would hold it up.
 */
export function layOutLater(root: Element): void {
  waiting.push(root);
  if (isUnderWay) return;
  isUnderWay = true;
  if (document.readyState === 'complete') next();
  else window.addEventListener('load', next, { once: true });
}

function next(): void {
  requestAnimationFrame(() => {
    const whenIdle = 'requestIdleCallback' in window ? requestIdleCallback : setTimeout;
    whenIdle(() => {
      waiting.shift()?.classList.add('is-laid-out');
      if (waiting.length > 0) next();
      else isUnderWay = false;
    });
  });
}
