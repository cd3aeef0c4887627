import type { APIRoute } from 'astro';
import { bundleIsolate } from '../../sandbox/host/bundle-isolate.ts';

/** The isolate's script, which the page hands to the frame. */
export const GET: APIRoute = async () =>
  new Response(await bundleIsolate(), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
