const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';

interface Chunk {
  readonly choices?: readonly {
    readonly delta: { readonly content: string };
  }[];
  readonly error?: unknown;
}
const parseChunk: (data: string) => Chunk = JSON.parse;

/** The data of each server-sent event, as it arrives. */
async function* readEvents({ body }: Response): AsyncGenerator<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  for (let rest = ''; reader;) {
    const { done, value } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5);
    if (done) return;
  }
}

async function chat(content: string): Promise<string> {
  const response = await fetch(`${ENDPOINT}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${HF_TOKEN}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({
      model: 'tgi',
      stream: true,
      messages: [{ role: 'user', content }],
    }),
  });
  if (!response.ok) throw new Error(`Refused: ${response.status}`);
  let answer = '';
  for await (const data of readEvents(response)) {
    if (data.trim() === '[DONE]') break;
    const { choices, error } = parseChunk(data);
    if (error) throw new Error(`Refused inside a ${response.status}`);
    answer += choices?.[0]?.delta.content ?? '';
  }
  return answer;
}

for (let attempt = 1; ; attempt++) {
  try {
    console.log(`The answer is "${await chat('Why is the sky blue?')}"`);
    break;
  } catch (error) {
    if (attempt === 10) throw error;
    console.warn(String(error));
    const delayMs = Math.random() * Math.min(8000, 500 * 2 ** attempt);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}
