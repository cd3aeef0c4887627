import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { guideSchema, type SnippetEntry } from '../schemas/guide-schema.ts';

/** A snippet as the frontmatter of its guide declares it. */
export interface GuideSnippet extends SnippetEntry {
  /** The name of the guide's folder. */
  readonly guide: string;
  /** The guide's folder. */
  readonly folder: string;
}

/** The snippets of every guide in `guidesFolder`, found on disk: a loader can't wait for what another one loads. */
export function readGuideSnippets(guidesFolder: string): readonly GuideSnippet[] {
  return globSync('*/index.mdx', { cwd: guidesFolder })
    .sort()
    .flatMap((path) => {
      const guide = dirname(path);
      const folder = join(guidesFolder, guide);
      return snippetsOf(join(guidesFolder, path)).map((snippet) => ({ ...snippet, guide, folder }));
    });
}

function snippetsOf(path: string): readonly SnippetEntry[] {
  const frontmatter: unknown = parse(frontmatterOf(readFileSync(path, 'utf8')));
  const read = guideSchema.safeParse(frontmatter);
  if (read.success) return read.data.snippets;
  const [issue] = read.error.issues;
  throw new Error(`Failed to read ${path}: ${issue?.path.join('.') ?? 'its frontmatter'}: ${issue?.message ?? ''}`);
}

/** The lines between the two fences at the head of a file. */
function frontmatterOf(text: string): string {
  const end = text.indexOf('\n---', 3);
  return text.startsWith('---\n') && end > 0 ? text.slice(4, end) : '';
}
