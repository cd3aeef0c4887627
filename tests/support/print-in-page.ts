/** What `seePrint` finds on a page, on the screen or in print. */
export interface SeenPrint {
  /** Controls and navigation that can be seen. */
  readonly controls: readonly string[];
  /** Elements whose content does not fit into them, or that reach beyond the sheet. */
  readonly cut: readonly string[];
  /** The colours of every element that can be seen. */
  readonly colours: readonly string[];
}

/** Looks at all that can be seen of a page. Goes to the page by its source. */
export function seePrint(): SeenPrint {
  const CONTROLS = 'button, select, nav, summary, textarea, [type=range], [type=checkbox], [role=tab], .skip-link';
  const sheet = document.documentElement.clientWidth;
  const seen = [...document.body.querySelectorAll('*')].filter(
    // What is there to be heard alone is cut off on purpose.
    (element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches('.visually-hidden'),
  );
  const nameOf = (element: Element): string =>
    `${element.closest('[id]')?.id ?? ''} ${element.localName}.${element.getAttribute('class') ?? ''}`;
  const isCut = (element: Element): boolean => {
    if (element instanceof SVGElement && !(element instanceof SVGSVGElement)) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    // An inline element has no client box.
    const isTooWide = overflowX !== 'visible' && clientWidth > 0 && scrollWidth > clientWidth + 1;
    const isTooHigh = overflowY !== 'visible' && clientHeight > 0 && scrollHeight > clientHeight + 1;
    return isTooWide || isTooHigh || element.getBoundingClientRect().right > sheet + 1;
  };
  return {
    controls: seen.filter((element) => element.matches(CONTROLS)).map(nameOf),
    cut: seen.filter(isCut).map(nameOf),
    colours: seen.map((element) => {
      const { color, backgroundColor, borderTopColor, fill } = getComputedStyle(element);
      return `${nameOf(element)}: ${color}, ${backgroundColor}, ${borderTopColor}, ${fill}`;
    }),
  };
}
