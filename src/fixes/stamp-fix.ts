import { isMap, isNode, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import { changedFiles, fingerprintsOf, linksOf } from './check-fix.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { FixOnDisk } from './read-fix.ts';
import { withStamp } from './stamp.ts';

/** A fix with its stamps: the new texts of those of its files that change, `fix.yaml` among them. */
export type Stamped =
  | { readonly kind: 'stamped'; readonly texts: ReadonlyMap<string, string> }
  | { readonly kind: 'closed'; readonly why: string };

export interface StampOptions {
  readonly homepage: string;
  /** The day on which it is stamped, in UTC. */
  readonly today: Date;
  /** The text of `fix.yaml`. */
  readonly about: string;
}

/** Stamps the files of a fix with its newest version, unless its day is over and a file is another than readers have. */
export async function stampFix(fix: FixOnDisk, { homepage, today, about }: StampOptions): Promise<Stamped> {
  const [newest] = fix.versions;
  if (newest === undefined) throw new Error(`Failed to stamp "${fix.name}": it has no version.`);
  const present = await fingerprintsOf(fix);
  const changed = changedFiles(fix, present);
  const isClosed = newest.files !== undefined && newest.date.getTime() + 86_400_000 <= today.getTime();
  if (isClosed && changed.length > 0) return { kind: 'closed', why: closed(fix, changed) };

  const texts = new Map<string, string>();
  const keep = (name: string, before: string, after: string) => before !== after && texts.set(name, after);
  for (const { name, text } of fix.files) {
    const stamp = { fix: fix.name, version: newest.version, hash: present[name]?.text ?? '' };
    keep(name, text, withStamp(name, text, stamp, linksOf(fix, homepage)));
  }
  if (changed.length > 0) keep('fix.yaml', about, withHashes(about, present));
  return { kind: 'stamped', texts };
}

function closed({ name, versions }: FixOnDisk, changed: readonly string[]): string {
  const [newest] = versions;
  const day = newest?.date.toISOString().slice(0, 10) ?? '';
  return `Failed to stamp "${name}": ${changed.join(', ')} changed, and readers have had version ${newest?.version ?? ''} since ${day}. Add a version at the head of src/content/fixes/${name}/fix.yaml; if that one was never published, give it today's date.`;
}

/** `fix.yaml` with the hashes of its newest version, and otherwise as its author wrote it. */
function withHashes(about: string, present: Readonly<Record<string, Fingerprint>>): string {
  const versions = parseDocument(about).get('versions');
  const newest: unknown = isSeq(versions) ? versions.items[0] : undefined;
  if (!isMap(newest) || newest.flow === true) {
    throw new Error(
      'Failed to stamp fix.yaml: its newest version has no room for hashes. Give each of its fields a line of its own.',
    );
  }
  const isFiles = (pair: unknown): boolean => isPair(pair) && isScalar(pair.key) && pair.key.value === 'files';
  const old = newest.items.find(isFiles);
  const last = newest.items.findLast((pair) => !isFiles(pair));
  const lines = Object.entries(present).map(
    ([name, { text, code }]) => `      ${name}: { text: ${text}, code: ${code} }\n`,
  );
  const end = endOf(old?.value ?? last?.value);
  const head = about.slice(0, old === undefined ? end : startOf(old.key)).trimEnd();
  return `${head}\n    files:\n${lines.join('')}${about.slice(end).replace(/^\n+/, '')}`;
}

function rangeOf(node: unknown): readonly [start: number, end: number] {
  const range = isNode(node) ? node.range : undefined;
  if (!range) throw new Error('Failed to stamp fix.yaml: its newest version has nothing to stand before its files.');
  return [range[0], range[1]];
}

const startOf = (node: unknown): number => rangeOf(node)[0];
const endOf = (node: unknown): number => rangeOf(node)[1];
