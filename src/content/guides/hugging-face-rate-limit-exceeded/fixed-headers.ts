const MODEL = 'https://huggingface.co/api/models/my-org/my-model';
const HF_TOKEN = 'hf_your_token_here';

/** How long the server asks to wait, in ms; undefined if it does not say. */
function readWaitMs({ headers }: Response): number | undefined {
  const retryAfter = headers.get('Retry-After') ?? '';
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const dateMs = / GMT$/.test(retryAfter) ? Date.parse(retryAfter) : NaN;
  if (!Number.isNaN(dateMs)) return Math.max(0, dateMs - Date.now());
  const rateLimit = headers.get('RateLimit') ?? '';
  const seconds = /;r=0;t=(\d+)/.exec(rateLimit)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

async function readModel(maxAttempts = 5): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(MODEL, {
      headers: { Authorization: `Bearer ${HF_TOKEN}` },
    });
    if (response.ok) return response.json();
    if (response.status !== 429 || attempt === maxAttempts) {
      throw new Error(`Gave up: ${response.status}`);
    }
    const backoffMs = Math.random() * 500 * 2 ** attempt;
    const waitMs = (readWaitMs(response) ?? 0) + backoffMs;
    console.log(`Waiting ${(waitMs / 1000).toFixed(1)} s`);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

console.log(await readModel());
