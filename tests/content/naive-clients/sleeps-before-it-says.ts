/** Sees only after its wait that a stream can't be sent again. */
export async function sleepFirst(url: string, init: RequestInit): Promise<Response> {
  for (;;) {
    const response = await fetch(url, init);
    if (response.ok) return response;
    await new Promise((resolve) => setTimeout(resolve, 100 - Math.random() * 100));
    if (init.body instanceof ReadableStream) throw new TypeError('A stream is sent once.');
  }
}
