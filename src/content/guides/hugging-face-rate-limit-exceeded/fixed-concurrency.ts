const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const MAX_IN_FLIGHT = 4; // As many as this container's slots; TGI has 128.
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

/** Works through the items in order, at most `limit` at a time. */
async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries(); // Shared: each worker takes the next one.
  async function startWorker(): Promise<void> {
    for (const [index, item] of queue) results[index] = await work(item);
  }
  await Promise.all(Array.from({ length: limit }, startWorker));
  return results;
}

const statuses = await mapLimited(prompts, MAX_IN_FLIGHT, generate);
console.log(statuses.join(' '));
