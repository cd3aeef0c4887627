/** Tries twice, and returns a failure as what looks like a result. */
export async function ask(url: string, init: RequestInit): Promise<unknown> {
  const problems: number[] = [];
  while (problems.length < 2) {
    const response = await fetch(url, init);
    if (response.ok) return { text: await response.text(), problems };
    problems.push(response.status);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  return { text: '', problems };
}
