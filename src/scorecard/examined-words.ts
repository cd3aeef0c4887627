/** What the pages call things, by plain data: nothing here runs an exam. */

/** Under which settings a client was examined. */
export const settingsWords = {
  defaults: 'as it comes',
  best: 'with the settings that come closest',
  ours: 'from this site',
} as const;

/** The name of the file in which the trace of a case is published, without its ending. */
export function runName(caseId: string, seed: number, runs: number): string {
  return runs === 1 ? caseId : `${caseId}-${seed}`;
}

/** A setting, as the comment before it tells of it. */
export interface SettingNote {
  readonly words: string;
  readonly url: string;
}

/** In TypeScript or Python. */
const NOTE = /^\s*(?:\/\/|#) (.+?) (https:\/\/\S+)$/gm;

/** What a file of settings says of each, with the address that documents it. */
export function readSettingNotes(code: string): readonly SettingNote[] {
  return [...code.matchAll(NOTE)].map(([, words = '', url = '']) => ({ words, url }));
}
