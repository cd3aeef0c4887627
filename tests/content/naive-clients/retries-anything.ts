/** Takes every refusal for one that passes. */
export async function insist(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.ok) return response;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return fetch(url, init);
}
