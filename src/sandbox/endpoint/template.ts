/** What the server fills into a refusal, by name: `window.limit`, `client.ip` ... */
export type FillValues = Readonly<Record<string, string | number>>;

/** Puts values in the place of `{{names}}`. A name without a value is an author's mistake. */
export function fill(text: string, values: FillValues): string {
  return text.replace(/\{\{([a-zA-Z.]+)\}\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value !== undefined) return String(value);
    const known = Object.keys(values).join(', ');
    throw new Error(`Failed to fill in "{{${name}}}": no such value. Use one of: ${known}.`);
  });
}
