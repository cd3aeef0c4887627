const HUB = 'https://huggingface.co/api/models';
const HF_TOKEN = 'hf_your_token_here';

/** What the Hub says with every answer about the requests you have left. */
function readHeadroom({ headers }: Response) {
  const rateLimit = headers.get('RateLimit') ?? '';
  const policy = headers.get('RateLimit-Policy') ?? '';
  const [, left, seconds] = /;r=(\d+);t=(\d+)/.exec(rateLimit) ?? [];
  const limit = /;q=(\d+)/.exec(policy)?.[1];
  if (left === undefined || limit === undefined) return undefined;
  return { left: Number(left), limit: Number(limit), seconds: Number(seconds) };
}

for (let number = 1; number <= 8; number++) {
  const response = await fetch(`${HUB}/my-org/model-${number}`, {
    headers: { Authorization: `Bearer ${HF_TOKEN}` },
  });
  if (!response.ok) throw new Error(`Model ${number}: ${response.status}`);
  const headroom = readHeadroom(response);
  if (headroom === undefined) continue;
  const { left, limit, seconds } = headroom;
  console.log(`Model ${number}: ${left} of ${limit} left for ${seconds} s`);
  if (left > limit * 0.2) continue;
  // In earnest: raise an alert here, and count it in your metrics.
  console.warn(`Nearly spent. Waiting ${seconds} s for the next window.`);
  await new Promise((resolve) => setTimeout(resolve, (seconds + 1) * 1000));
}
