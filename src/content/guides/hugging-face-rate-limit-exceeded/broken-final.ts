const ROUTER = 'https://router.huggingface.co/v1/chat/completions';
const HF_TOKEN = 'hf_your_token_here';

async function ask(content: string, maxAttempts = 5): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(ROUTER, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${HF_TOKEN}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        model: 'openai/gpt-oss-120b',
        messages: [{ role: 'user', content }],
      }),
    });
    if (response.ok) return response.json();
    if (attempt === maxAttempts) throw new Error(`Still ${response.status}`);
    const delayMs = Math.random() * 1000 * 2 ** attempt;
    console.log(`${response.status}, but it may pass ...`);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

console.log(await ask('Why is the sky blue?'));
