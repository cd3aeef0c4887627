/** Puts `text` on the clipboard. `false` when the browser or the reader keeps it from pages. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Absent without https, refused inside some frames: the caller says what to do instead.
    return false;
  }
}
