import { withoutStamp } from './stamp.ts';

/** Two hashes of a file: of its text to the letter, and of its code however it is laid out. */
export interface Fingerprint {
  readonly text: string;
  readonly code: string;
}

/** What formatters put in, take out and exchange; a single `|` leads a union that is broken over lines. */
const layout = /^(?:\\?["'`]|[,;()|\\])$/;
const token = /[\w$]+|\|\||\\["'`]|\S/g;

/** The fingerprint of a file. Its stamp does not count, nor does how its lines end. */
export async function fingerprint(text: string): Promise<Fingerprint> {
  const bare = withoutStamp(plainLines(text));
  return { text: await hash(`${bare.trimEnd()}\n`), code: await hash(codeTokens(bare).join(' ')) };
}

/** The text with line breaks as we write them, and without the mark that some editors put first. */
export function plainLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** A line without what only lays it out, so that two that say the same are equal. */
export function bareLine(line: string): string {
  return tokensOf(line).join(' ');
}

/** The code of a text without its layout, and without the comments that have lines of their own. */
function codeTokens(text: string): readonly string[] {
  let isInComment = false;
  return text.split('\n').flatMap((line) => {
    const start = line.trimStart();
    if (!isInComment && start.startsWith('/*')) isInComment = true;
    const isComment = isInComment || start.startsWith('//') || start.startsWith('# ');
    if (isInComment && line.includes('*/')) isInComment = false;
    return isComment ? [] : tokensOf(line);
  });
}

function tokensOf(line: string): readonly string[] {
  return (line.match(token) ?? []).filter((each) => !layout.test(each));
}

/** Half of a SHA-256 is enough to know a text by, and short enough to read aloud. */
async function hash(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `sha256:${Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
