/** By its name in Node: the file of the harness that stands in for a module. Code that retries sleeps by these. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['timers', 'timers.ts'],
  ['timers/promises', 'timers-promises.ts'],
]);

/** The file of the harness that the exam gives code for a module of Node's; nothing for any other. */
export function standInFor(specifier: string): string | undefined {
  return STAND_INS.get(specifier.replace(/^node:/, ''));
}

/** What code may take beside its own files, for a sentence about what it can't. */
export const WHAT_IT_GIVES = "it gives code what browsers and servers share, fetch among it, and Node's timers";
