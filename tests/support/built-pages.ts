import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { SITE_FOLDER } from './built-site.ts';

/** Parts of the sandbox that are documents by their type and have no reader. */
const MACHINERY = /^sandbox\//;

/** The paths of all pages that the build wrote to `folder`, below the base path: such as ``, `404.html` and `guides/x/`. */
export function builtPages(folder = SITE_FOLDER): readonly string[] {
  const pages = globSync('**/*.html', { cwd: folder })
    .map((file) => file.replaceAll(sep, '/').replace(/(^|\/)index\.html$/, '$1'))
    .filter((path) => !MACHINERY.test(path))
    .sort();
  if (!pages.includes('') || !pages.includes('404.html')) {
    throw new Error(`Failed to find the pages of the site in "${folder}": found "${pages.join('", "')}".`);
  }
  return pages;
}
