const MODELS = 'https://huggingface.co/api/models?limit=1';
const HF_TOKEN = 'hf_your_token_here';

async function queryWithBackoff(deadlineMs = 360_000): Promise<unknown> {
  const endMs = Date.now() + deadlineMs; // Longer than the window's 300 s.
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(MODELS, {
      headers: { Authorization: `Bearer ${HF_TOKEN}` },
      signal: AbortSignal.timeout(30_000),
    });
    if (response.ok) return response.json();
    const body = await response.text();
    const delayMs = delayAfter(response, body, attempt);
    if (delayMs === undefined || Date.now() + delayMs > endMs) {
      throw new Error(`${response.status}: ${body}`);
    }
    const seconds = (delayMs / 1000).toFixed(1);
    console.log(`${response.status}. Trying again in ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

/** How long to wait, in ms; undefined when trying again is no use. */
function delayAfter(
  { status, headers }: Response,
  body: string,
  attempt: number,
): number | undefined {
  if (![408, 429, 500, 502, 503, 504].includes(status)) return undefined;
  const retryAfter = headers.get('Retry-After') ?? '';
  const rateLimit = headers.get('RateLimit') ?? '';
  const [hintMs] = [
    /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : NaN,
    / GMT$/.test(retryAfter) ? Date.parse(retryAfter) - Date.now() : NaN,
    Number(/;r=0;t=(\d+)/.exec(rateLimit)?.[1]) * 1000,
  ].filter((ms) => ms >= 0); // The first that makes sense.
  if (hintMs !== undefined) return hintMs * (1 + Math.random() / 10);
  // An action limit lasts for hours.
  if (status === 429 && /per (hour|day)/.test(body)) return undefined;
  return Math.random() * Math.min(30_000, 1000 * 2 ** attempt);
}

console.log('The models:', await queryWithBackoff());
