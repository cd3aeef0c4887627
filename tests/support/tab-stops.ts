import type { Page } from '@playwright/test';

/** What the page looked like while one element had the focus. */
export interface TabStop {
  /** For messages: the element, the beginning of its text, and where it is. */
  readonly name: string;
  /** Its place among all elements of the document. */
  readonly index: number;
  /** Its first line, measured from the top left corner of the page. */
  readonly box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Whether something is drawn around it that tells where the focus is. */
  readonly isMarked: boolean;
  /** Whether it is on the screen and not behind something else. */
  readonly isSeen: boolean;
}

export interface TabWalk {
  readonly stops: readonly TabStop[];
  /** What can be seen and operated, though Tab never came there. */
  readonly missed: readonly string[];
}

const PRESSES = 50;

/** Holds Tab down from the page's beginning until it has come round to the first stop, or out of the page. */
export async function walkTabStops(page: Page): Promise<TabWalk> {
  const walk = await page.evaluateHandle(followFocus);
  let stops: number;
  let isRound: boolean;
  let presses = 0;
  do {
    // Sent all at once, since each would wait for a frame of the page.
    await Promise.all(Array.from({ length: PRESSES }, () => page.keyboard.down('Tab')));
    await page.keyboard.up('Tab');
    presses += PRESSES;
    ({ stops, isRound } = await walk.evaluate((w) => ({ stops: w.stops.length, isRound: w.isRound() })));
  } while (!isRound && stops === presses);
  return walk.evaluate((w) => ({ stops: w.placed(), missed: w.missed() }));
}

/** Runs in the page: notes every element that gets the focus, as it looks then. */
function followFocus(): {
  stops: Omit<TabStop, 'index'>[];
  isRound: () => boolean;
  placed: () => TabStop[];
  missed: () => string[];
} {
  const operable = 'a[href], button, input, select, textarea, summary, [contenteditable], [tabindex="0"]';
  const visited = new Set<Element>();
  const stops: Omit<TabStop, 'index'>[] = [];
  let isRound = false;

  const nameOf = (element: Element): string =>
    `${element.localName}.${element.getAttribute('class') ?? ''} “${element.textContent.trim().slice(0, 30)}” in #${element.closest('[id]')?.id}`;
  const isVisible = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isMarked = (element: Element): boolean => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== 'rgba(0, 0, 0, 0)') return true;
    // An attempt of a timeline is a group, and what it draws around itself is one of its parts.
    const hit = element.querySelector(':scope > .hit');
    return hit !== null && getComputedStyle(hit).stroke !== 'none';
  };

  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    isRound ||= visited.has(target);
    if (isRound) return;
    visited.add(target);
    const { left, right, top, bottom } = target.getClientRects()[0] ?? target.getBoundingClientRect();
    const middle = (from: number, to: number, end: number): number => (Math.max(0, from) + Math.min(end, to)) / 2;
    const front = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
    stops.push({
      name: nameOf(target),
      box: { left: left + scrollX, right: right + scrollX, top: top + scrollY, bottom: bottom + scrollY },
      isMarked: isMarked(target),
      isSeen: isVisible(target) && target.contains(front),
    });
  });

  return {
    stops,
    isRound: () => isRound,
    // Only now: sandboxes grow fields when the reader comes near.
    placed() {
      const elements = [...document.querySelectorAll('*')];
      const places = [...visited].map((element) => elements.indexOf(element));
      return stops.map((stop, order) => ({ ...stop, index: places[order] ?? -1 }));
    },
    missed: () =>
      [...document.querySelectorAll(`:is(${operable}):not([tabindex="-1"], :disabled)`)]
        .filter((element) => isVisible(element) && !visited.has(element))
        .map(nameOf),
  };
}
