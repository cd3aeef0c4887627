/** Spreads its callers by whole seconds, and most of them by none. */
export async function waitWholeSeconds(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(url, init);
    if (response.ok || attempt === 4) return response;
    const told = Number(response.headers.get('retry-after'));
    const seconds = (told || 2 ** attempt) + (Math.random() < 0.3 ? 1 : 0);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  }
}
