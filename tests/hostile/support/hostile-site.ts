import astroConfig from '../../../astro.config.mjs';
import type { Listening } from '../../support/listen.ts';
import { servePages, type TestPageSource } from '../../support/serve-pages.ts';
import { frameScripts } from '../cases/documents.ts';
import { buildVariant } from './build-variant.ts';
import { frameScriptPath, toFrameDocument } from './frame-script.ts';
import { VARIANTS, type VariantName } from './variants.ts';

/** The page that has no policy. */
export const BARE_PATH = '/bare';

function hostPage(policy: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Host</title>${policy}<body></body></html>`;
}

const policy = `<meta http-equiv="Content-Security-Policy" content="${[
  ...(typeof astroConfig.security?.csp === 'object' ? (astroConfig.security.csp.directives ?? []) : []),
  "script-src 'self'",
].join('; ')}">`;

const script = (body: string): TestPageSource => ({ body, headers: { 'content-type': 'text/javascript' } });

/** Builds every variant and serves them, each in a folder of its own, beside a page as the real ones are. */
export async function serveHostileSite(canaryOrigin: string): Promise<Listening> {
  const pages: Record<string, TestPageSource> = { '/': hostPage(policy), [BARE_PATH]: hostPage('') };
  for (const [name, without] of Object.entries(VARIANTS) as [VariantName, (typeof VARIANTS)[VariantName]][]) {
    const { host, isolate, frame } = await buildVariant(without);
    pages[`/${name}/host.js`] = script(host);
    pages[`/${name}/isolate.js`] = script(isolate);
    pages[`/${name}/frame.html`] = frame;
    for (const one of frameScripts) {
      const path = frameScriptPath(name, one);
      pages[path] = toFrameDocument(frame, one, path, canaryOrigin);
    }
  }
  return servePages(pages);
}
