const COMMIT = 'https://huggingface.co/api/models/my-org/my-model/commit/main';
const HF_TOKEN = 'hf_your_token_here';
const files = ['a.json', 'b.json', 'c.json', 'd.json', 'e.json'];

async function commit(path: string, maxAttempts = 3): Promise<void> {
  const header = { key: 'header', value: { summary: `Add ${path}` } };
  const content = { content: btoa('{}'), encoding: 'base64' };
  const file = { key: 'file', value: { path, ...content } };
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(COMMIT, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${HF_TOKEN}`,
        'Content-Type': 'application/x-ndjson',
      },
      body: [header, file].map((line) => JSON.stringify(line)).join('\n'),
    });
    if (response.ok) return console.log(`${path}: committed`);
    if (attempt === maxAttempts) throw new Error(`${path}: ${response.status}`);
    const rateLimit = response.headers.get('RateLimit') ?? '';
    const seconds = Number(/;t=(\d+)/.exec(rateLimit)?.[1]);
    console.log(`${path}: ${rateLimit}, so waiting ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

for (const path of files) await commit(path);
