const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const SCALE_UP_SECONDS = 240; // Node's fetch waits 300 s for headers.

async function generate(inputs: string): Promise<unknown> {
  const response = await fetch(`${ENDPOINT}/generate`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${HF_TOKEN}`,
      'Content-Type': 'application/json',
      // The proxy holds the request until a replica is ready.
      'X-Scale-Up-Timeout': String(SCALE_UP_SECONDS),
    },
    body: JSON.stringify({ inputs }),
    // Must outlast the start and the answer.
    signal: AbortSignal.timeout((SCALE_UP_SECONDS + 60) * 1000),
  });
  if (!response.ok)
    throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}

const startMs = Date.now();
console.log(await generate('Why is the sky blue?'));
console.log(`after ${Math.round((Date.now() - startMs) / 1000)} s`);
