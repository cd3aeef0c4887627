/** The address of a page of ours (`/guides/x/`) under the path that the site is served from. */
export function sitePath(path: string, base: string = import.meta.env.BASE_URL): string {
  return `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
}

/** The address of a guide. */
export function guidePath(slug: string): string {
  return sitePath(`/guides/${slug}/`);
}

/** The address of the page of a fix. */
export function fixPath(name: string): string {
  return sitePath(`/fixes/${name}/`);
}
