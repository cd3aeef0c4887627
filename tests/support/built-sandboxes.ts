import { readFileSync } from 'node:fs';
import { builtPages } from './built-pages.ts';
import { siteBasePath } from './built-site.ts';
import { builtFile } from './reading-path.ts';

/** A page of the built site that holds sandboxes. */
export interface SandboxPage {
  /** Its address below the home page's. */
  readonly path: string;
  /** The ids of its sandboxes, in their order. */
  readonly ids: readonly string[];
}

/** The pages with sandboxes, found in what the build wrote, so that none can be forgotten. */
export function builtSandboxPages(): readonly SandboxPage[] {
  return builtPages()
    .map((path) => ({ path, ids: sandboxIds(builtFile(siteBasePath() + path)) }))
    .filter(({ ids }) => ids.length > 0);
}

function sandboxIds(file: string): readonly string[] {
  const tags = readFileSync(file, 'utf8').match(/<code-sandbox\b[^>]*>/g) ?? [];
  return tags.map((tag) => {
    const [, id] = / id="([^"]+)"/.exec(tag) ?? [];
    if (id === undefined) throw new Error(`Failed to name a sandbox of ${file}: it has no id. Give it one: ${tag}`);
    return id;
  });
}
