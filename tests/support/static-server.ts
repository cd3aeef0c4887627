import { existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import sirv from 'sirv';

export interface StaticSiteOptions {
  /** The folder that the build wrote. */
  readonly folder: string;
  /** @default '/' */
  readonly basePath?: string;
}

/**
 * Serves a built site as a static host does: directory indexes, a redirect to the trailing slash, `404.html` with
 * status 404, everything under the base path. Browsers ask again each time, so nobody sees an old build.
 */
export function createStaticSite({ folder, basePath = '/' }: StaticSiteOptions): RequestListener {
  const root = resolve(folder);
  const files = sirv(root, { dev: true, etag: true, extensions: [] });

  function notFound(request: IncomingMessage, response: ServerResponse): void {
    const page = join(root, '404.html');
    response.writeHead(404, { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : existsSync(page) ? readFileSync(page) : 'Not found');
  }

  return (request, response) => {
    const { pathname, search } = new URL(`http://localhost${request.url}`);
    if (basePath !== '/' && `${pathname}/` === basePath) return redirect(response, basePath + search);
    if (basePath !== '/' && pathname === '/') return redirect(response, basePath);
    if (!pathname.startsWith(basePath)) return notFound(request, response);
    const path = pathname.slice(basePath.length - 1);
    if (isFolder(root, path)) {
      if (!path.endsWith('/')) return redirect(response, `${pathname}/${search}`);
      request.url = `${path}index.html`;
    } else {
      // A file has no trailing slash, and sirv would serve it with one.
      if (path.endsWith('/')) return notFound(request, response);
      request.url = path;
    }
    files(request, response, () => notFound(request, response));
  };
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
}

function isFolder(root: string, path: string): boolean {
  try {
    return statSync(join(root, decodeURI(path))).isDirectory();
  } catch {
    // It does not exist, or it is no valid path; either way it is no folder.
    return false;
  }
}
