import type { APIRoute } from 'astro';
import { frameDocument } from '../../sandbox/host/frame-document.ts';

/** The document in which isolates live. A route, not a component: Astro's own policy must not reach it. */
export const GET: APIRoute = () =>
  new Response(frameDocument(), { headers: { 'content-type': 'text/html; charset=utf-8' } });
