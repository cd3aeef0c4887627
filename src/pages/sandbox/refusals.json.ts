import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { toWire } from '../../sandbox/endpoint/wire-refusal.ts';

/** What the refusals send, for the endpoint in the page. */
export const GET: APIRoute = async () =>
  Response.json(toWire((await getCollection('refusals')).map(({ data }) => data)));
