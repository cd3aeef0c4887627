const HUB = 'https://huggingface.co/api/models';
const HF_TOKEN = 'hf_your_token_here';

/** What the Hub says with every answer about the requests you have left. */
function readHeadroom({ headers }: Response) {
  if (headers.has('Age')) return undefined; // From a cache, with an old count.
  const rateLimit = headers.get('RateLimit') ?? '';
  const policy = headers.get('RateLimit-Policy') ?? '';
  const [, left, seconds] = /;r=(\d+);t=(\d+)/.exec(rateLimit) ?? [];
  const limit = /;q=(\d+)/.exec(policy)?.[1];
  if (left === undefined || limit === undefined) return undefined;
  return { left: Number(left), limit: Number(limit), seconds: Number(seconds) };
}

let headroom: ReturnType<typeof readHeadroom>;
for (let number = 1; number <= 8; number++) {
  if (headroom && headroom.left <= headroom.limit * 0.2) {
    // In production, count this in your metrics, and alert on it.
    console.warn(`Nearly spent. Waiting ${headroom.seconds} s.`);
    const waitMs = (headroom.seconds + 1) * 1000;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  const response = await fetch(`${HUB}/my-org/model-${number}`, {
    headers: { Authorization: `Bearer ${HF_TOKEN}` },
  });
  if (!response.ok) throw new Error(`Model ${number}: ${response.status}`);
  headroom = readHeadroom(response);
  console.log(`Model ${number}: requests left: ${headroom?.left}`);
}
