import type { BrowserName } from '../../support/browsers/names.ts';
import type { Canary } from '../../support/canary.ts';
import type { Lab } from './lab.ts';

/** What a group of tests works with; the functions may be called once tests run. */
export interface GroupContext {
  readonly browser: BrowserName;
  readonly lab: () => Lab;
  readonly canary: () => Canary;
  /** The trace of the exercise in Node. */
  readonly exercised: () => object;
}

/** Defines a group of tests for one browser. */
export type OpenGroup = (context: GroupContext) => void;
