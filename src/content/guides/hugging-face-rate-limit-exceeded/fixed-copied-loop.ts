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
    const delayMs = delayAfter(response, attempt);
    if (delayMs === undefined || Date.now() + delayMs > endMs) {
      throw new Error(`${response.status}: ${await response.text()}`);
    }
    const seconds = (delayMs / 1000).toFixed(1);
    console.log(`${response.status}. Trying again in ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

/** How long to wait, in ms; undefined when trying again is no use. */
function delayAfter(refusal: Response, attempt: number): number | undefined {
  if (![429, 500, 502, 503, 504].includes(refusal.status)) return undefined;
  const rateLimit = refusal.headers.get('RateLimit') ?? '';
  if (/;r=[1-9]/.test(rateLimit)) return undefined; // An action limit: hours.
  const hint =
    refusal.headers.get('Retry-After') ??
    /;r=0;t=(\d+)/.exec(rateLimit)?.[1] ??
    '';
  const hintMs = /^\d+$/.test(hint)
    ? Number(hint) * 1000
    : Date.parse(hint) - Date.now(); // NaN if there is no hint.
  if (hintMs >= 0) return hintMs + Math.random() * 5000;
  return Math.random() * Math.min(30_000, 1000 * 2 ** attempt);
}

console.log('The models:', await queryWithBackoff());
