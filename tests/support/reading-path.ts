import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SITE_FOLDER, siteBasePath } from './built-site.ts';

/** What a page needs before anybody touches it, in bytes as a server would send them gzipped. */
export interface ReadingPath {
  readonly html: number;
  readonly css: number;
  readonly js: number;
  /** Fonts are compressed already. */
  readonly fonts: number;
  /** The paths of all that was counted but the page itself. */
  readonly paths: readonly string[];
}

const gzipped = (bytes: Uint8Array | string): number => gzipSync(bytes).byteLength;

/** The file of the build that an address of the site stands for. */
export function builtFile(address: string): string {
  const path = new URL(address, `http://localhost${siteBasePath()}`).pathname.slice(siteBasePath().length);
  return join(SITE_FOLDER, path.endsWith('/') || path === '' ? `${path}index.html` : path);
}

/** Adds a module and what it imports statically; dynamic imports come later, if ever. */
function addModule(address: string, base: string, seen: Map<string, number>): void {
  const url = new URL(address, base).pathname;
  if (seen.has(url)) return;
  const code = readFileSync(builtFile(url), 'utf8');
  seen.set(url, gzipped(code));
  for (const [, specifier = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+|\/[^"']+)["']/g)) {
    addModule(specifier, `http://localhost${url}`, seen);
  }
}

/** Measures a built page. `path` is below the base path, such as `guides/x/`. */
export function measureReadingPath(path: string): ReadingPath {
  const html = readFileSync(builtFile(`${siteBasePath()}${path}`), 'utf8');
  const base = `http://localhost${siteBasePath()}${path}`;
  const modules = new Map<string, number>();
  let inlineJs = '';
  for (const [, attributes = '', code = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    const [, src] = /\bsrc="([^"]+)"/.exec(attributes) ?? [];
    if (src !== undefined) addModule(src, base, modules);
    else if (!attributes.includes('application/')) inlineJs += code;
  }
  for (const [, specifier = ''] of inlineJs.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+|\/[^"']+)["']/g)) {
    addModule(specifier, base, modules);
  }
  const paths: string[] = [...modules.keys()];
  let css = 0;
  let fonts = 0;
  for (const [tag] of html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)) {
    const [, href = ''] = /\bhref="([^"]+)"/.exec(tag) ?? [];
    const sheetUrl = new URL(href, base);
    const sheet = readFileSync(builtFile(sheetUrl.pathname), 'utf8');
    paths.push(sheetUrl.pathname);
    css += gzipped(sheet);
    for (const [, font = ''] of sheet.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)) {
      const { pathname } = new URL(font, sheetUrl);
      paths.push(pathname);
      fonts += readFileSync(builtFile(pathname)).byteLength;
    }
  }
  const moduleBytes = [...modules.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { html: gzipped(html), css, js: moduleBytes + (inlineJs === '' ? 0 : gzipped(inlineJs)), fonts, paths };
}
