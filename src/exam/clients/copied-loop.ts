export async function queryWithBackoff(url: string, init: RequestInit): Promise<Response> {
  let response = new Response();
  let delaySeconds = 1;
  for (let attempt = 0; attempt < 5; attempt++) {
    response = await fetch(url, init);
    if (response.status !== 429) break;
    console.log(`Rate limited. Trying again in ${delaySeconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, delaySeconds * 1000));
    delaySeconds *= 2;
  }
  return response;
}
