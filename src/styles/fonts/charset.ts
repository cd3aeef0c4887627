/** What both fonts can draw: printable ASCII, and the punctuation and signs that the site's words use. */
export const charset = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)),
  ...'\u00a0·×–’“”•…−',
].join('');

/** The characters of `text` that neither font holds; a reader would see them in some other face. */
export function charactersOutside(text: string): string[] {
  return [...new Set(text)].filter((character) => !charset.includes(character) && !/\s/u.test(character));
}
