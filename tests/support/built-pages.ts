import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { readScorecard } from '../../src/scorecard/scorecard-file.ts';
import { SITE_FOLDER } from './built-site.ts';
import { richestExamined } from './richest-examined.ts';

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

/**
 * The pages to look at closely. Of those that differ in nothing but their data two stand for all of them: the one with
 * the most kinds of verdicts, and the first that tells of settings.
 */
export function pagesToLookAt(folder = SITE_FOLDER): readonly string[] {
  const { examined } = readScorecard() ?? { examined: [] };
  const chosen = [richestExamined(examined), examined.find(({ settings }) => settings === 'best')];
  const kept = chosen.map((one) => `clients/${one?.id}/`);
  const pages = builtPages(folder);
  const missing = kept.filter((path) => !pages.includes(path));
  if (missing.length > 0)
    throw new Error(`Failed to find "${missing.join('", "')}" in "${folder}". Build the site anew.`);
  return pages.filter((path) => kept.includes(path) || !EXAMINED.test(path));
}
