import type { APIRoute } from 'astro';
import { networkWorkerScript } from '../sandbox/host/network-worker-script.ts';

/** MSW's service worker, for *Show in Network panel*. At the site's root, since its place decides what it may serve. */
export const GET: APIRoute = async () =>
  new Response(await networkWorkerScript(), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
