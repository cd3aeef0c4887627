const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const CLIENTS = 30;
const MAX_ATTEMPTS = 6;

async function startClient(number: number): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${ENDPOINT}/generate`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${HF_TOKEN}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ inputs: `Question ${number}` }),
    });
    if (response.status !== 429 || attempt === MAX_ATTEMPTS) return response.ok;
    const delayMs = Math.min(60_000, 2000 * 2 ** attempt);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

const numbers = Array.from({ length: CLIENTS }, (_, index) => index + 1);
const served = await Promise.all(numbers.map(startClient));
console.log(`${served.filter(Boolean).length} of ${CLIENTS} clients served`);
