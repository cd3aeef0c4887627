import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { listen, type Listening } from './listen.ts';
import { createStaticSite } from './static-server.ts';

/** Where the build writes to. */
export const SITE_FOLDER = 'dist';

/** The path that the site is built for and served under, with a slash at both ends. */
export function siteBasePath(): string {
  return `/${(process.env.BASE_PATH ?? '').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
}

export interface BuildOptions {
  readonly folder?: string;
  readonly basePath?: string;
}

/** Builds the site; false if the build failed, which has then said why. */
export function buildSite({ folder = SITE_FOLDER, basePath = siteBasePath() }: BuildOptions = {}): boolean {
  const command = ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', folder];
  const env = { ...process.env, BASE_PATH: basePath };
  return spawnSync(process.execPath, command, { stdio: 'inherit', env }).status === 0;
}

/** Builds the site unless there is one already, as after the build of `npm test`; false if that failed. */
export function ensureBuilt(): boolean {
  return existsSync(`${SITE_FOLDER}/index.html`) || buildSite();
}

/** Serves the built site on a free port; `url` is that of its home page. */
export async function serveBuiltSite(): Promise<Listening & { readonly url: string }> {
  const basePath = siteBasePath();
  const server = await listen(createStaticSite({ folder: SITE_FOLDER, basePath }));
  return { ...server, url: server.origin + basePath };
}
