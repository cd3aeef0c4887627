import { codeTokens } from './code-tokens.ts';
import { withoutStamp } from './stamp.ts';

/** Two hashes of a file: of its text to the letter, and of its code however it is laid out. */
export interface Fingerprint {
  readonly text: string;
  readonly code: string;
}

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
  const [, code = ''] = /^\s*(?:\| )?(.*?)[,;\s]*$/.exec(line) ?? [];
  return (code.match(/[\w$]+|\S/g) ?? []).join(' ').replaceAll("'", '"');
}

/** Half of a SHA-256 is enough to know a text by, and short enough to read aloud. */
async function hash(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `sha256:${Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
