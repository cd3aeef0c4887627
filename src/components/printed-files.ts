/**
 * Where on the page a file's code is printed: the panel that asked first.
 *
 * Readers without JavaScript find it there, and the other sandboxes take it from there.
 */
export function claimFile(locals: App.Locals, name: string, text: string, panelId: string): string {
  locals.printedFiles ??= new Map();
  const key = `${name}\n${text}`;
  const holder = locals.printedFiles.get(key) ?? panelId;
  locals.printedFiles.set(key, holder);
  return holder;
}
