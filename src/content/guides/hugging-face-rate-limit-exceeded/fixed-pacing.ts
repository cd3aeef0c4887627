const HUB = 'https://huggingface.co/api/models';
const HF_TOKEN = 'hf_your_token_here';
const LIMIT = 5; // On the Hub's free plan: 1,000 in 300 s.
const WINDOW_MS = 10_000;
const SHARE = 0.8; // Leaves room for jitter and other programs.
const models = Array.from(
  { length: 12 },
  (_, index) => `my-org/model-${index}`,
);

/** Lets one caller through every `everyMs`, in the order in which they ask. */
function createPacer(everyMs: number): () => Promise<void> {
  let nextMs = 0;
  return async () => {
    const turnMs = Math.max(nextMs, Date.now());
    nextMs = turnMs + everyMs;
    await new Promise((resolve) => setTimeout(resolve, turnMs - Date.now()));
  };
}

const takeTurn = createPacer(WINDOW_MS / (LIMIT * SHARE));
for (const model of models) {
  await takeTurn();
  const response = await fetch(`${HUB}/${model}`, {
    headers: { Authorization: `Bearer ${HF_TOKEN}` },
  });
  if (!response.ok) throw new Error(`${model}: ${response.status}`);
}
console.log(`${models.length} models read`);
