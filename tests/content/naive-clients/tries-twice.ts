/** Tries twice, a second apart, whoever else tries around it and whatever its body is. */
export async function tryTwice(url: string, init: RequestInit): Promise<Response> {
  const first = await fetch(url, init);
  if (first.status !== 429 && first.status < 500) return first;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return fetch(url, init);
}
