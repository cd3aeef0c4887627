const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';

async function generate(inputs: string, maxAttempts = 4): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${ENDPOINT}/generate`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${HF_TOKEN}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ inputs }),
    });
    if (response.ok) return response.json();
    if (attempt === maxAttempts) throw new Error('The endpoint is down.');
    console.log(`${response.status}, trying again`);
    const delayMs = 500 * 2 ** attempt;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

console.log(await generate('Why is the sky blue?'));
