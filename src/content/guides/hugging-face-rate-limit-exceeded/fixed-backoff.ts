const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const DEADLINE_MS = 30_000;
const MAX_DELAY_MS = 4000;

async function generate(inputs: string): Promise<unknown> {
  const startMs = Date.now();
  for (let delayMs = 1000; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
    const response = await fetch(`${ENDPOINT}/generate`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${HF_TOKEN}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ inputs }),
    });
    if (response.ok) return response.json();
    if (response.status !== 429) throw new Error(`Status ${response.status}`);
    if (Date.now() - startMs + delayMs > DEADLINE_MS) {
      throw new Error(
        `Full. The next try, in ${delayMs / 1000} s, is too late.`,
      );
    }
    console.log(`Full. Trying again in ${delayMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

console.log(await generate('Why is the sky blue?'));
