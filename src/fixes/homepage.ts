import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The address at which the site is published, as `homepage` in `package.json` has it: the headers of the files that readers
 * copy lead there. Until it has one it is under `.example`, which nobody can own.
 */
export function readHomepage(root = '.'): string {
  const project: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const homepage: unknown =
    typeof project === 'object' && project !== null ? Reflect.get(project, 'homepage') : undefined;
  if (typeof homepage === 'string' && /^https:\/\/\S+\/$/.test(homepage)) return homepage;
  throw new Error(
    `Failed to read package.json: its homepage is ${JSON.stringify(homepage)}. Write the address of the site, with https:// before it and a slash after it.`,
  );
}

/** Throws unless a site published there is the one to which the headers of its files lead. */
export function assertPublishedAt(homepage: string, siteUrl: string, basePath: string): void {
  const address = new URL(basePath.replace(/\/?$/, '/'), siteUrl).href;
  if (address === homepage) return;
  throw new Error(
    `Failed to build the site for ${address}: the headers of the files that readers copy lead to ${homepage}. Set "homepage" in package.json to ${address} and run "npm run stamp".`,
  );
}
