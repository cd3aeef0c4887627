const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const BATCH_SIZE = 8; // This TEI's limit; it is 32 unless told otherwise.
const texts = Array.from({ length: 24 }, (_, index) => `Paragraph ${index}`);
const parseVectors: (json: string) => number[][] = JSON.parse;

async function embed(inputs: readonly string[]): Promise<number[][]> {
  const response = await fetch(`${ENDPOINT}/embed`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${HF_TOKEN}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ inputs }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return parseVectors(text);
}

const vectors: number[][] = [];
for (let first = 0; first < texts.length; first += BATCH_SIZE) {
  const batch = texts.slice(first, first + BATCH_SIZE);
  vectors.push(...(await embed(batch)));
}
console.log(`${vectors.length} of ${texts.length} embedded`);
