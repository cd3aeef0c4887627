/** Remembers what it was told, where any later call finds it, and never retries again once it was refused. */
export const HOARDING_CLIENT = `
export default async function ask(url: string, init: RequestInit): Promise<Response> {
  const known: unknown = Reflect.get(globalThis, 'refused');
  if (known instanceof Response) return known;
  const response = await fetch(url, init);
  if (response.status >= 400) Reflect.set(globalThis, 'refused', new Response('refused before', { status: 503 }));
  return response;
}
`;
