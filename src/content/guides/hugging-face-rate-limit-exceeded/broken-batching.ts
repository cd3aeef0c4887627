const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const texts = Array.from({ length: 24 }, (_, index) => `Paragraph ${index}`);

async function embed(text: string): Promise<boolean> {
  const response = await fetch(`${ENDPOINT}/embed`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${HF_TOKEN}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ inputs: text }),
  });
  await response.text();
  return response.ok;
}

const embedded = await Promise.all(texts.map(embed));
console.log(`${embedded.filter(Boolean).length} of ${texts.length} embedded`);
