/** Waits as it is told, and has no ear for whoever wants to stop it. */
export async function obey(url: string, { method, headers, body }: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, { method, headers, body } as RequestInit);
    const seconds = Number(response.headers.get('retry-after'));
    if (response.ok || attempt === 5) return response;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  }
}
