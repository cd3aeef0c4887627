import type { BrowserName } from '../../support/browsers/names.ts';
import type { Lab } from './lab.ts';

/** What a group of tests works with; the functions may be called once tests run. */
export interface GroupContext {
  readonly browser: BrowserName;
  readonly lab: () => Lab;
  /** The trace of the exercise in Node. */
  readonly exercised: () => object;
}

/** One kind of hostile code. */
export interface Group {
  /** Shows, in a page without a policy, that each case does harm once its guards are off. */
  readonly bites: (context: GroupContext) => void;
  /** Holds the same cases, and those that bite nowhere, in the real sandbox. */
  readonly holds: (context: GroupContext) => void;
}
