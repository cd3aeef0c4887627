const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const BATCH_SIZE = 8; // This TEI's limit; it is 32 unless told otherwise.
const texts = Array.from({ length: 24 }, (_, index) => `Paragraph ${index}`);

async function embed(inputs: readonly string[]): Promise<unknown> {
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
  return JSON.parse(text);
}

const vectors: unknown[] = [];
for (let first = 0; first < texts.length; first += BATCH_SIZE) {
  const answer = await embed(texts.slice(first, first + BATCH_SIZE));
  if (!Array.isArray(answer)) throw new Error('No list of vectors');
  for (const vector of answer) vectors.push(vector);
}
console.log(`${vectors.length} of ${texts.length} embedded`);
