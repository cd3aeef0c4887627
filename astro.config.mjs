import { fileURLToPath } from 'node:url';
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { classesForStyles } from './src/components/code/markdown-plugins.ts';
import { assertPublishedAt, readHomepage } from './src/fixes/homepage.ts';

/** The address at which the site is published, if it is known; canonical links need it. */
const site = process.env.SITE_URL;
/** The path under which the site is served, for hosts that give it a folder of its own. */
const base = process.env.BASE_PATH ?? '/';
if (site) assertPublishedAt(readHomepage(), site, base);

export default defineConfig({
  ...(site && { site }),
  base,
  trailingSlash: 'always',
  integrations: [mdx()],
  build: { format: 'directory', inlineStylesheets: 'never' },
  vite: {
    resolve: {
      // MSW's cookie jar is five times the size of the rest of it, and no endpoint here sets a cookie.
      alias: { 'tough-cookie': fileURLToPath(new URL('./src/sandbox/endpoint/cookie-jar-stub.ts', import.meta.url)) },
    },
    build: {
      // The content security policy below allows no data: URLs.
      assetsInlineLimit: 0,
      // Astro marks its MDX modules with a directive of its own, which the bundler would warn about.
      rolldownOptions: {
        checks: { moduleLevelDirective: false },
        output: {
          codeSplitting: {
            // Split finer, as what pages share would be, a first run waited for a dozen files.
            groups: [
              // What pages have from the start stays apart from what only a run needs.
              { name: 'supplies', test: /preload-helper|\/src\/sandbox\/element\/(network-wish|page-supplies)\./ },
              { name: 'drawing', test: /\/src\/sandbox\/(trace\/|endpoint\/limiter|element\/(copy|recorded-trace)\.)/ },
              { name: 'running', test: /\/src\/sandbox\/(host\/(start-run|within)|element\/runner)\./ },
            ],
          },
        },
      },
    },
  },
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false, processor: satteri({ hastPlugins: classesForStyles }) },
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "connect-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "frame-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
      styleDirective: { resources: ["'self'"] },
      scriptDirective: { resources: ["'self'"] },
    },
  },
});
