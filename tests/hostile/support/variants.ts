import type { Guard } from './guards.ts';

/** The sandboxes that the tests run code in: the real one, and those that lack some guards. */
export const VARIANTS = {
  guarded: [],
  /** Nothing but the page itself holds. */
  open: ['allowlist', 'freezing', 'hidden code', 'code from strings', 'origin', 'policy', 'silent frame'],
  /** Only the walls around the isolate hold: the frame's origin and policy. */
  walls: ['allowlist', 'freezing', 'hidden code', 'code from strings'],
  /** Only the isolate itself holds. */
  inner: ['origin', 'policy', 'silent frame'],
  /** Code that the compiler misread runs. */
  misread: ['hidden code', 'policy'],
  /** It runs before the lockdown, too. */
  early: ['hidden code', 'policy', 'late reading'],
  soft: ['freezing'],
  sloppy: ['strictness'],
  careless: ['careful reading', 'isolate budgets'],
  trusting: ['host checks'],
  /** Code has the port in its hands. */
  leaking: ['allowlist', 'freezing', 'hidden code', 'code from strings', 'hidden port'],
  /** So it has, and nobody checks what comes. */
  deceived: ['allowlist', 'freezing', 'hidden code', 'code from strings', 'hidden port', 'host checks'],
  /** A run begins in whatever the last one left. */
  worn: ['as it was'],
  /** What a run left behind lives on, and the isolate does not hold it. */
  haunted: ['allowlist', 'freezing', 'hidden code', 'code from strings', 'hidden port', 'ended worker', 'ended frame'],
} as const satisfies Record<string, readonly Guard[]>;

export type VariantName = keyof typeof VARIANTS;
