import type { RefusalSource } from '../sandbox/endpoint/refusal.ts';
import type { Source, Sources } from '../schemas/source-schema.ts';

/** What is shown of a source. Those of a refusal name their publisher in their title. */
type ShownSource = Omit<Source, 'publisher'> & { readonly publisher?: string };

/** A source with the number that its references carry. `id` is that of its line in the list of sources. */
export interface NumberedSource {
  readonly id: string;
  readonly number: number;
  readonly source: ShownSource;
  /** What it says about each refusal that rests on it. */
  readonly shows: readonly string[];
}

/** The sources of one guide and what has been cited of them so far. */
export interface Citations {
  readonly all: readonly NumberedSource[];
  /** Looks up a source of `sources.yaml` for a reference to it; throws for an id that nobody declared. */
  cite(id: string): NumberedSource;
  /** Looks up a source of one of the guide's refusals. */
  citeRefusal(source: RefusalSource): NumberedSource;
  /** Throws if a source was never cited. */
  assertAllCited(): void;
}

/**
 * Numbers the sources of the guide in `folder`: first those of its `sources.yaml` in their order, then those that only
 * its refusals name. What has the same address is one source.
 */
export function createCitations(
  folder: string,
  sources: Sources,
  refusalSources: readonly RefusalSource[] = [],
): Citations {
  const file = `${folder}/sources.yaml`;
  const all: NumberedSource[] = [];
  const byUrl = new Map<string, NumberedSource>();
  const cited = new Set<NumberedSource>();

  function add(id: string, source: ShownSource, shows: readonly string[]): void {
    if (byUrl.has(source.url)) return;
    const entry = { id, number: all.length + 1, source, shows };
    all.push(entry);
    byUrl.set(source.url, entry);
  }

  const showsOf = (url: string): string[] => [
    ...new Set(refusalSources.filter((source) => source.url === url).map(({ shows }) => shows)),
  ];

  function citeUrl(url: string | undefined): NumberedSource | undefined {
    const entry = url === undefined ? undefined : byUrl.get(url);
    if (entry !== undefined) cited.add(entry);
    return entry;
  }

  for (const [id, source] of Object.entries(sources)) add(id, source, showsOf(source.url));
  for (const source of refusalSources) {
    add(`r${all.length + 1}`, { ...source, read: new Date(source.read) }, showsOf(source.url));
  }

  return {
    all,
    cite(id) {
      const entry = citeUrl(sources[id]?.url);
      if (entry !== undefined) return entry;
      throw new Error(
        `Failed to cite "${id}": ${file} has no such source. Declare it there, or use one of: ${Object.keys(sources).join(', ')}.`,
      );
    },
    citeRefusal(source) {
      const entry = citeUrl(source.url);
      if (entry !== undefined) return entry;
      throw new Error(`Failed to cite ${source.url}: it belongs to a refusal that ${folder}/index.mdx does not list.`);
    },
    assertAllCited() {
      const unused = all.filter((entry) => !cited.has(entry)).map(({ source }) => source.title);
      if (unused.length === 0) return;
      throw new Error(
        `Failed to list the sources of ${folder}: nothing cites ${unused.join('; ')}. Cite those of sources.yaml with <Cite ids="..." />, show those of refusals with <RefusalTable />, or delete them.`,
      );
    },
  };
}
