/** Sends a request ahead to see whether the server is there. */
export async function warmUp(url: string, init: RequestInit): Promise<Response> {
  await fetch(url, init);
  return fetch(url, init);
}
