/** Backs off by chance alone, whatever the server says. */
const FIRST_MS = 500;
const ATTEMPTS = 5;

export async function draw(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, init);
    if (response.ok || attempt === ATTEMPTS) return response;
    await sleep(Math.random() * FIRST_MS * 2 ** (attempt - 1), init.signal);
  }
}

function sleep(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => reject(new Error('It was aborted.')));
  });
}
