const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const BATCH_SIZE = 8; // TEI takes 32 unless told otherwise.
const texts = Array.from({ length: 24 }, (_, index) => `Paragraph ${index}`);

async function embed(inputs: readonly string[]): Promise<boolean> {
  const response = await fetch(`${ENDPOINT}/embed`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${HF_TOKEN}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ inputs }),
  });
  await response.text();
  return response.ok;
}

let embedded = 0;
for (let first = 0; first < texts.length; first += BATCH_SIZE) {
  const batch = texts.slice(first, first + BATCH_SIZE);
  if (await embed(batch)) embedded += batch.length;
}
console.log(`${embedded} of ${texts.length} embedded`);
