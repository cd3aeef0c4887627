const COMMIT = 'https://huggingface.co/api/models/my-org/my-model/commit/main';
const HF_TOKEN = 'hf_your_token_here';
const files = ['a.json', 'b.json', 'c.json', 'd.json', 'e.json'];

/** Why trying again can't help; undefined when it may. */
function whyFinal(status: number, body: string): string | undefined {
  if (status === 402) return 'the credits are used up';
  if (status === 401 || status === 403) return 'the token is not accepted';
  if (status === 404 || status === 410) return 'nothing is at this address';
  if (/\(\d+ per (hour|day)\)/.test(body)) return 'an action limit';
  return [408, 429].includes(status) || status >= 500
    ? undefined
    : 'the request is wrong, or the endpoint is paused';
}

async function commit(paths: readonly string[]): Promise<void> {
  const header = {
    key: 'header',
    value: { summary: `Add ${paths.length} files` },
  };
  const content = { content: btoa('{}'), encoding: 'base64' };
  const adds = paths.map((path) => ({
    key: 'file',
    value: { path, ...content },
  }));
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(COMMIT, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${HF_TOKEN}`,
        'Content-Type': 'application/x-ndjson',
      },
      body: [header, ...adds].map((line) => JSON.stringify(line)).join('\n'),
    });
    if (response.ok) return console.log(`${paths.length} files in one commit`);
    const text = await response.text();
    const why = whyFinal(response.status, text) ?? 'try again later';
    if (why !== 'an action limit' || attempt === 2) {
      throw new Error(`${response.status}, ${why}: ${text}`);
    }
    console.log(`${why}: coming back once, in an hour`);
    await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  }
}

await commit(files);
