const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const prompts = Array.from(
  { length: 12 },
  (_, index) => `Summarize page ${index}`,
);

async function generate(inputs: string): Promise<number> {
  const response = await fetch(`${ENDPOINT}/generate`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${HF_TOKEN}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ inputs }),
  });
  await response.text();
  return response.status;
}

const statuses = await Promise.all(prompts.map(generate));
console.log(statuses.join(' '));
