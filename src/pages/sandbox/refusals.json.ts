import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';

/** The refusals, for the endpoint in the page. */
export const GET: APIRoute = async () => Response.json((await getCollection('refusals')).map(({ data }) => data));
