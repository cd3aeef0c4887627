const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';

interface Chunk {
  readonly choices?: readonly {
    readonly delta?: { readonly content?: unknown };
  }[];
  readonly error?: unknown;
}
const parseChunk: (data: string) => Chunk | null = JSON.parse;

/** The data of each server-sent event, as it arrives. */
async function* readEvents({ body }: Response): AsyncGenerator<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  try {
    for (let rest = ''; reader;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const lines = rest.split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) {
        if (line.startsWith('data:')) yield line.slice(5);
      }
      if (done) return;
    }
  } finally {
    await reader?.cancel(); // Whoever stops early gives the connection back.
  }
}

/** The whole answer; undefined when no slot is free. */
async function chat(content: string): Promise<string | undefined> {
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
  if (response.status === 429) return undefined;
  if (!response.ok) throw new Error(`Refused: ${response.status}`);
  let answer = '';
  for await (const data of readEvents(response)) {
    if (data.trim() === '[DONE]') {
      if (answer) return answer;
      break;
    }
    const chunk = parseChunk(data);
    if (chunk?.error) {
      const error = JSON.stringify(chunk.error);
      if (error.includes('Model is overloaded')) return undefined;
      throw new Error(`Inside a ${response.status}: ${error}`);
    }
    const text = chunk?.choices?.[0]?.delta?.content;
    if (typeof text === 'string') answer += text;
  }
  throw new Error(`Empty, or broken off: "${answer}"`);
}

for (let attempt = 1; ; attempt++) {
  const answer = await chat('Why is the sky blue?');
  if (answer !== undefined) {
    console.log(`The answer is "${answer}"`);
    break;
  }
  if (attempt === 10) throw new Error('Still no free slot');
  const delayMs = Math.random() * Math.min(8000, 500 * 2 ** attempt);
  console.warn(`No free slot. Waiting ${(delayMs / 1000).toFixed(1)} s.`);
  await new Promise((resolve) => setTimeout(resolve, delayMs));
}
