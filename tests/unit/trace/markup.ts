/** The elements of a piece of markup, which must be well-formed; fails with what is not. */
export function elementsOf(markup: string): readonly string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const rest = markup.replace(
    /<(\/?)([a-zA-Z]+)((?: [a-zA-Z-]+="[^"<>]*")*)(\/?)>|[^<>]+/g,
    (
      match,
      close: string | undefined,
      name: string | undefined,
      _attributes: string | undefined,
      empty: string | undefined,
    ) => {
      if (name === undefined) return '';
      if (close === '/') {
        if (open.pop() !== name) throw new Error(`</${name}> closes nothing in ${markup}`);
        return '';
      }
      seen.push(match);
      if (empty !== '/') open.push(name);
      return '';
    },
  );
  if (rest !== '' || open.length > 0) throw new Error(`Not well-formed: ${rest} ${open.join(' ')}`);
  return seen;
}
