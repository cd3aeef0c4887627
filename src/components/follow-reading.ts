/** Marks the link of the section that is being read: the last whose heading has passed the upper third of the window. */
export function followReading(contents: HTMLElement): void {
  const links = new Map(
    Array.from(contents.querySelectorAll('a'), (link) => [decodeURIComponent(link.hash.slice(1)), link] as const),
  );
  const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
  const mark = (): void => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    const current = passed.at(-1)?.id;
    for (const [id, link] of links) link.toggleAttribute('aria-current', id === current);
  };
  // The observer calls back whenever a heading crosses the line, so nothing runs on each scroll event.
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -66% 0px' });
  for (const heading of headings) observer.observe(heading);
}
