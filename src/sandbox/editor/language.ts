import { typescriptLanguage } from '@codemirror/lang-javascript';
import { LanguageSupport } from '@codemirror/language';
import type { Extension } from '@codemirror/state';

/** The grammar for a file, by its name; none for a kind that we don't colour. */
export function languageOf(file: string): Extension {
  // The bare grammar: what the package adds to it is completion, which nobody needs for twenty lines.
  return file.endsWith('.ts') ? new LanguageSupport(typescriptLanguage) : [];
}
