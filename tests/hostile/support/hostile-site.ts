import astroConfig from '../../../astro.config.mjs';
import type { Listening } from '../../support/listen.ts';
import { servePages, type TestPageSource } from '../../support/serve-pages.ts';
import { buildVariant } from './build-variant.ts';
import { frameScripts } from '../cases/documents.ts';
import { toFrameDocument } from './frame-script.ts';
import { VARIANTS, type VariantName } from './variants.ts';

/** The page of the site under test, with the policy that the real pages have, or without any. */
function hostPage(policy: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>${policy}<body></body></html>`;
}

const policy = `<meta http-equiv="Content-Security-Policy" content="${[
  ...(typeof astroConfig.security?.csp === 'object' ? (astroConfig.security.csp.directives ?? []) : []),
  "script-src 'self'",
].join('; ')}">`;

const script = (body: string): TestPageSource => ({ body, headers: { 'content-type': 'text/javascript' } });

/** Builds every variant and serves them, each in a folder of its own. */
export async function serveHostileSite(canaryOrigin: string): Promise<Listening> {
  const pages: Record<string, TestPageSource> = { '/': hostPage(policy), '/without-policy': hostPage('') };
  for (const name of Object.keys(VARIANTS) as VariantName[]) {
    const { host, isolate, frame } = await buildVariant(VARIANTS[name]);
    pages[`/${name}/host.js`] = script(host);
    pages[`/${name}/isolate.js`] = script(isolate);
    pages[`/${name}/frame.html`] = frame;
    for (const [index, frameScript] of frameScripts.entries()) {
      pages[`/${name}/frame-${index}.html`] = toFrameDocument(frame, frameScript, canaryOrigin);
    }
  }
  return servePages(pages);
}
