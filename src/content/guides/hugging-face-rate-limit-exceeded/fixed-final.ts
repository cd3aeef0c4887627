const ROUTER = 'https://router.huggingface.co/v1/chat/completions';
const HF_TOKEN = 'hf_your_token_here';
const ORGANIZATION = 'my-org'; // Pays when your own credits are used up.

/** Why trying again can't help; undefined when it may. */
function whyFinal(status: number, body: string): string | undefined {
  if (status === 402) return 'the credits are used up';
  if (status === 401 || status === 403) return 'the token is not accepted';
  if (status === 404 || status === 410) return 'nothing is at this address';
  if (status === 429 && /per (hour|day)/.test(body)) return 'an action limit';
  return status < 500 && status !== 429 ? 'the request is wrong' : undefined;
}

function ask(content: string, payer: Record<string, string> = {}) {
  return fetch(ROUTER, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${HF_TOKEN}`,
      'Content-Type': 'application/json',
      ...payer,
    },
    body: JSON.stringify({
      model: 'openai/gpt-oss-120b',
      messages: [{ role: 'user', content }],
    }),
  });
}

let response = await ask('Why is the sky blue?');
if (!response.ok) {
  const why = whyFinal(response.status, await response.text());
  console.warn(`${response.status}: ${why ?? 'try again later'}`);
  if (response.status !== 402) throw new Error(`Refused: ${response.status}`);
  response = await ask('Why is the sky blue?', {
    'X-HF-Bill-To': ORGANIZATION,
  });
}
console.log(response.status, await response.json());
