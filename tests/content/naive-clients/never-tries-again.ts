/** Throws on every refusal and leaves the rest to its caller. */
export async function askOnce(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response;
}
