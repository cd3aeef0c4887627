const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
const HF_TOKEN = 'hf_your_token_here';

interface Chunk {
  readonly choices?: readonly {
    readonly delta: { readonly content: string };
  }[];
}
const parseChunk: (data: string) => Chunk = JSON.parse;

const response = await fetch(`${ENDPOINT}/v1/chat/completions`, {
  method: 'POST',
  headers: {
    Authorization: `Bearer ${HF_TOKEN}`,
    'Content-Type': 'application/json',
  },
  body: JSON.stringify({
    model: 'tgi',
    stream: true,
    messages: [{ role: 'user', content: 'Why is the sky blue?' }],
  }),
});
if (!response.ok) throw new Error(`Refused: ${response.status}`);

let answer = '';
for (const line of (await response.text()).split('\n')) {
  if (!line.startsWith('data:') || line.includes('[DONE]')) continue;
  answer += parseChunk(line.slice(5)).choices?.[0]?.delta.content ?? '';
}
console.log(`${response.status}, the answer is "${answer}"`);
