/** Spreads its callers to both sides of the time that the server names. */
export async function blur(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, init);
    if (response.ok || attempt === 5) return response;
    const toldMs = Number(response.headers.get('retry-after')) * 1_000;
    await new Promise((resolve) => setTimeout(resolve, toldMs * (0.9 + Math.random() * 0.2)));
  }
}
