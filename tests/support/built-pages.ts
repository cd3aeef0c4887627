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

/** What a client did in the exam: pages of one template, made out of data alone. */
const EXAMINED = /^clients\/.+/;

/** The pages to look at closely: one of those that differ in nothing but their data stands for all of them. */
export function pagesToLookAt(folder = SITE_FOLDER): readonly string[] {
  const pages = builtPages(folder);
  const first = pages.find((path) => EXAMINED.test(path));
  return pages.filter((path) => path === first || !EXAMINED.test(path));
}
