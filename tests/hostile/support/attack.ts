import type { BrowserName } from '../../support/browsers/names.ts';

/** Something that hostile code tries. */
export interface Attack {
  readonly name: string;
  /** Why it can't bite in an engine even with its guards off. There it is tried with its guards only. */
  readonly harmlessIn?: Partial<Readonly<Record<BrowserName, string>>>;
}

/** Those that bite in this engine once their guards are off. */
export function bitingIn<A extends Attack>(browser: BrowserName, attacks: readonly A[]): readonly A[] {
  return attacks.filter(({ harmlessIn }) => harmlessIn?.[browser] === undefined);
}

/** The name as it stands in the addresses that an attack aims at. */
export function pathOf({ name }: Attack): string {
  return `/${encodeURIComponent(name)}`;
}
