/** The guide on whose page a component stands. `component` is named in the error of an author who put it elsewhere. */
export function currentGuide(locals: App.Locals, component: string): NonNullable<App.Locals['guide']> {
  if (locals.guide === undefined) {
    throw new Error(`Failed to render <${component}>: it stands outside a guide. Use it in src/content/guides/ only.`);
  }
  return locals.guide;
}
