const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';
const MAX_IN_FLIGHT = 4; // Slots × replicas / clients; TGI has 128 slots.
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
  if (!response.ok) throw new Error(`Status ${response.status}`);
  await response.text();
  return response.status;
}

/** Works through the items, at most `limit` at a time, until one fails. */
async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  function* takeItems() {
    yield* items.entries();
  }
  const queue = takeItems(); // Shared by the workers; an error closes it to all.
  async function startWorker(): Promise<void> {
    for (const [index, item] of queue) results[index] = await work(item);
  }
  await Promise.all(Array.from({ length: limit }, startWorker));
  return results;
}

const statuses = await mapLimited(prompts, MAX_IN_FLIGHT, generate);
console.log(statuses.join(' '));
