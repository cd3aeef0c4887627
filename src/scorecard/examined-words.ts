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

/** A setting, or a part of a file that is the reader's own, as the comment before it tells of it. */
export interface SettingNote {
  readonly words: string;
  /** What documents it; nothing does what is the reader's own. */
  readonly url: string | undefined;
}

/** In TypeScript or Python: words and an address, or words on what is no setting of the library's. */
const NOTE = /^\s*(?:\/\/|\/\*\*|#) (?:(.+?) (https:\/\/\S+)|(Your own code: .+?))(?: \*\/)?$/gm;

/** What a file of settings says of each, with the address that documents it. */
export function readSettingNotes(code: string): readonly SettingNote[] {
  return [...code.matchAll(NOTE)].map(([, words, url, own]) => ({ words: words ?? own ?? '', url }));
}
