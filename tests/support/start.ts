import { buildSite, SITE_FOLDER, siteBasePath } from './built-site.ts';
import { hasCode, listenOnLocalhost } from './listen.ts';
import { createStaticSite } from './static-server.ts';

// Astro would report each build to its makers.
process.env.ASTRO_TELEMETRY_DISABLED ??= '1';
const port = Number(process.env.PORT ?? 4321);
const basePath = siteBasePath();

function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

async function serve(): ReturnType<typeof listenOnLocalhost> {
  try {
    return await listenOnLocalhost(createStaticSite({ folder: SITE_FOLDER, basePath }), port);
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE')) {
      giveUp(`Port ${port} is in use: stop what runs there, or choose another with "PORT=${port + 1} npm start".`);
    }
    if (hasCode(error, 'EACCES'))
      giveUp(`Port ${port} is not yours to open: choose one above 1023 with "PORT=4321 npm start".`);
    throw error;
  }
}

if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  giveUp(
    `PORT is "${process.env.PORT}", which is no port: choose a number from 1 to 65535, such as "PORT=8080 npm start".`,
  );
}
// Nobody should wait for a build only to hear that its port is taken.
await (await serve()).close();
if (!buildSite()) giveUp('Failed to build the site: the messages above say where.');
await serve();
console.log(`Try Again Later is served on http://localhost:${port}${basePath} (stop with Ctrl+C)`);
