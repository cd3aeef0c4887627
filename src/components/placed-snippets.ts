/** Notes that a snippet of `guide` stands on its page; throws if it stands there already, for its links lead to one place. */
export function placeSnippet(placed: Set<string>, guide: string, file: string): void {
  if (placed.has(file)) {
    throw new Error(
      `Failed to render <Sandbox file="${file}">: it stands in the guide "${guide}" already. Keep one of them.`,
    );
  }
  placed.add(file);
}

/** Throws if a snippet that the frontmatter of `guide` declares does not stand on its page, where nobody could run it. */
export function assertAllPlaced(placed: ReadonlySet<string>, guide: string, declared: readonly string[]): void {
  const missing = declared.filter((file) => !placed.has(file));
  if (missing.length === 0) return;
  throw new Error(
    `Failed to build the guide "${guide}": ${missing.join(', ')} stands nowhere in it. Put it there, as <Sandbox file="${missing[0]}" />, or take it out of the frontmatter.`,
  );
}
