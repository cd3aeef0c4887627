/** Draws its waits from 0 up to 100, 200, 400 ... ms, as the AWS SDK for JavaScript does. */
export async function draw(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(url, init).catch(() => undefined);
    if (response && (response.ok || attempt === 4)) return response;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 100 * 2 ** attempt));
  }
}
