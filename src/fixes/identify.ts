import { bareLine, fingerprint, plainLines, type Fingerprint } from './fingerprint.ts';
import { readStamp } from './stamp.ts';

/** A version of a fix as `/fixes/versions.json` has it. */
export interface KnownVersion {
  readonly version: string;
  readonly date: string;
  readonly changes: string;
  readonly files: Readonly<Record<string, Fingerprint>>;
}

/** A fix with its versions, the newest first. */
export interface KnownFix {
  readonly name: string;
  readonly title: string;
  readonly versions: readonly KnownVersion[];
}

/** Which file of which fix a text is a copy of. */
export interface Copy {
  readonly kind: 'copy';
  readonly fix: KnownFix;
  readonly file: string;
  /** The version it was copied from; undefined when it was edited and has lost its header. */
  readonly version: KnownVersion | undefined;
  /** What its header says it is, though no such version has that hash. */
  readonly claimed?: string;
  /** What became of it: `laid-out` is another layout of the same code, `edited` is other code. */
  readonly state: 'untouched' | 'laid-out' | 'edited';
  /** Whether the newest version has the same code in this file. */
  readonly isCurrent: boolean;
  /** The versions that came after, the newest first; all when it is not known which it was. */
  readonly since: readonly KnownVersion[];
}

/** A text that can't be told to be a copy of anything; why not, in a sentence. */
export interface Stranger {
  readonly kind: 'stranger';
  readonly why: string;
}

export interface IdentifyOptions {
  readonly fixes: readonly KnownFix[];
  /** The present text of a file. It is asked for only if no hash fits. */
  readonly readFile: (fix: string, file: string) => Promise<string>;
}

/** Ten times the longest file. */
const MAX_LENGTH = 200_000;
/** A copy that was edited still has this share of the lines of what it was copied from. */
const MIN_SHARE = 0.4;

/** Finds out which version of which file a text is a copy of. */
export async function identify(paste: string, { fixes, readFile }: IdentifyOptions): Promise<Copy | Stranger> {
  const text = plainLines(paste);
  if (text.trim() === '')
    return { kind: 'stranger', why: 'Paste the whole file first, with its header if it still has one.' };
  if (text.length > MAX_LENGTH) {
    const kB = Math.ceil(text.length / 1_000).toLocaleString('en-US');
    return { kind: 'stranger', why: `That is ${kB} kB of text, and no file here has more than 30. Paste one file.` };
  }
  const print = await fingerprint(text);
  const stamp = readStamp(text);
  const all = fixes.flatMap((fix) =>
    fix.versions.flatMap((version) =>
      Object.entries(version.files).map(([file, known]) => ({ fix, version, file, known })),
    ),
  );
  const named = all.filter(({ fix, version }) => fix.name === stamp?.fix && version.version === stamp.version);
  const sameText = ({ known }: { known: Fingerprint }) => known.text === print.text;
  const sameCode = ({ known }: { known: Fingerprint }) => known.code === print.code;
  // What the header says comes first: a file may be the same in several versions.
  const untouched = named.find(sameText) ?? all.find(sameText);
  if (untouched) return copyOf(untouched, 'untouched', print);
  const laidOut = named.find(sameCode) ?? all.find(sameCode);
  if (laidOut) return copyOf(laidOut, 'laid-out', print);
  const edited = named.find(({ known }) => known.text === stamp?.hash);
  if (edited) return copyOf(edited, 'edited', print);
  const nearest = await findNearest(text, fixes, readFile);
  if (nearest) {
    const copy = copyOf({ ...nearest, version: undefined }, 'edited', print);
    return stamp?.fix === nearest.fix.name ? { ...copy, claimed: stamp.version } : copy;
  }
  return { kind: 'stranger', why: strange(stamp?.fix, stamp?.version, fixes) };
}

interface Place {
  readonly fix: KnownFix;
  readonly file: string;
  readonly version: KnownVersion | undefined;
}

function copyOf({ fix, file, version }: Place, state: Copy['state'], { code }: Fingerprint): Copy {
  const index = fix.versions.findIndex((each) => each === version);
  const since = index < 0 ? fix.versions : fix.versions.slice(0, index);
  return { kind: 'copy', fix, file, version, state, isCurrent: fix.versions[0]?.files[file]?.code === code, since };
}

/** The file of today that has most lines in common with a text, if it has enough of them. */
async function findNearest(
  text: string,
  fixes: readonly KnownFix[],
  readFile: IdentifyOptions['readFile'],
): Promise<Omit<Place, 'version'> | undefined> {
  const has = new Set(linesWorthKnowing(text));
  const files = fixes.flatMap((fix) => Object.keys(fix.versions[0]?.files ?? {}).map((file) => ({ fix, file })));
  const shares = await Promise.all(
    files.map(async ({ fix, file }) => {
      const lines = linesWorthKnowing(await readFile(fix.name, file));
      return { fix, file, share: lines.filter((line) => has.has(line)).length / lines.length };
    }),
  );
  const [best] = shares.sort((a, b) => b.share - a.share);
  return best !== undefined && best.share >= MIN_SHARE ? best : undefined;
}

/** Lines that few other files would have: a brace says nothing. */
function linesWorthKnowing(text: string): readonly string[] {
  return text
    .split('\n')
    .map(bareLine)
    .filter((line) => line.length > 8);
}

function strange(name: string | undefined, version: string | undefined, fixes: readonly KnownFix[]): string {
  const fix = fixes.find((each) => each.name === name);
  if (name !== undefined && fix === undefined)
    return `Its header names a fix "${name}", and there is none of that name here.`;
  if (fix !== undefined) {
    return `Its header says ${fix.name} ${version ?? ''}, but its hash is none of that version, and its code has little in common with any file here.`;
  }
  return 'It has no header of ours, and its code has little in common with any file here.';
}
