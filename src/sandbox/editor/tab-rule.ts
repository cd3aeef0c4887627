import type { TabMode } from './code-editor.ts';

/** What a reader can do that decides what Tab does next. */
export type TabCue = 'focused' | 'typed' | 'clicked' | 'escaped';

/** Tab leaves the editor until the reader has typed or clicked in it, then it indents; Escape lets it leave again. */
export function tabModeAfter(cue: TabCue): TabMode {
  return cue === 'typed' || cue === 'clicked' ? 'indents' : 'leaves';
}

/** The help beneath an editor. */
export function tabHelp(mode: TabMode): string {
  return mode === 'leaves'
    ? 'Tab leaves the editor. Type or click in it, and Tab indents.'
    : 'Tab indents. To leave the editor, press Escape, then Tab.';
}

/** The whole rule, for those who hear the editor described when they enter it. */
export const WHOLE_TAB_HELP = `${tabHelp('leaves')} ${tabHelp('indents')}`;
