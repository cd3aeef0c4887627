/** A rule of a file, and how to take it out. */
export interface Mutant {
  readonly rule: string;
  /** Stands in the file once. */
  readonly find: string;
  readonly replace: string;
}

/** The file without the rule. Throws if the rule is not where the mutant looks for it, or is there twice. */
export function applyMutant(code: string, { rule, find, replace }: Mutant): string {
  const places = code.split(find).length - 1;
  if (places === 1) return code.replace(find, () => replace);
  throw new Error(`The mutant without "${rule}" finds its place ${places} times: write it anew for the code as it is.`);
}
