import { codeToHast, codeToHtml, type CodeToHastOptions, type ShikiTransformer } from 'shiki';
import { tokenElements, tokenTheme } from './token-elements.ts';

/** The languages that the site shows, by the endings of files and the names that authors give code in Markdown. */
const languages = {
  ts: 'ts',
  js: 'js',
  py: 'python',
  python: 'python',
  http: 'http',
  json: 'json',
  sh: 'shellscript',
  txt: 'text',
} as const;

type Language = (typeof languages)[keyof typeof languages];

/** `code` as the HTML of a `pre` element whose tokens are elements. */
export function highlight(code: string, lang: Language, transformers: ShikiTransformer[] = []): Promise<string> {
  return codeToHtml(code.trimEnd(), options(lang, transformers));
}

/** The same as a tree, for Markdown. */
export async function highlightTree(
  code: string,
  lang: Language,
): Promise<Awaited<ReturnType<typeof codeToHast>>['children'][number] | undefined> {
  return (await codeToHast(code.trimEnd(), options(lang, []))).children[0];
}

/** The language of a file, by the ending of its name, or of a block in Markdown, by what stands after its fence. */
export function languageOf(name: string): Language {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  if (isKnown(ending)) return languages[ending];
  const known = Object.keys(languages).join(', ');
  throw new Error(`Failed to highlight "${name}": no language is known by "${ending}". Use one of: ${known}.`);
}

function isKnown(ending: string): ending is keyof typeof languages {
  return Object.hasOwn(languages, ending);
}

function options(lang: Language, transformers: ShikiTransformer[]): CodeToHastOptions {
  // Without a limit on time: on a busy machine Shiki would give up in the middle of a line and say nothing.
  return { lang, theme: tokenTheme, tokenizeTimeLimit: 0, transformers: [tokenElements, ...transformers] };
}
