import { hasExtension } from './file-names.ts';

/** What the header of a file to copy says beside its licence: where it comes from, and which text it should be. */
export interface Stamp {
  readonly fix: string;
  readonly version: string;
  /** The hash of the text without its stamp. */
  readonly hash: string;
}

/** Where a stamp sends its reader. */
export interface StampLinks {
  /** The page of the fix. */
  readonly fixUrl: string;
  readonly guideUrl: string;
}

/** A stamp stands this near to the head of a file, also below a line or two of somebody's own. */
const HEAD_LINES = 10;

const originLine = /^(?:\/\/|#) ([a-z0-9-]+) (\d+\.\d+\.\d+) (sha256:[0-9a-f]{16}) https:\/\/\S+$/;
const guideLine = /^(?:\/\/|#) Guide: https:\/\/\S+$/;

/** The text of a file without its stamp, as it is hashed. */
export function withoutStamp(text: string): string {
  const lines = text.split('\n');
  const head = lines.slice(0, HEAD_LINES).filter((line) => !originLine.test(line) && !guideLine.test(line));
  return [...head, ...lines.slice(HEAD_LINES)].join('\n');
}

/** The stamp that a text bears. */
export function readStamp(text: string): Stamp | undefined {
  for (const line of text.split('\n', HEAD_LINES)) {
    const [, fix, version, hash] = originLine.exec(line) ?? [];
    if (fix !== undefined && version !== undefined && hash !== undefined) return { fix, version, hash };
  }
  return undefined;
}

/** The text with this stamp below its first line, which says the licence, and with no other. */
export function withStamp(fileName: string, text: string, stamp: Stamp, links: StampLinks): string {
  const mark = hasExtension(fileName, 'py') ? '#' : '//';
  const [licence = '', ...rest] = withoutStamp(text).split('\n');
  const origin = `${mark} ${stamp.fix} ${stamp.version} ${stamp.hash} ${links.fixUrl}`;
  return [licence, origin, `${mark} Guide: ${links.guideUrl}`, ...rest].join('\n');
}
