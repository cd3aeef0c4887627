const MODEL = 'https://huggingface.co/api/models/my-org/my-model';
const HF_TOKEN = 'hf_your_token_here';

async function readModel(maxAttempts = 5): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(MODEL, {
      headers: { Authorization: `Bearer ${HF_TOKEN}` },
    });
    if (response.ok) return response.json();
    if (attempt === maxAttempts) throw new Error(`Still ${response.status}`);
    const seconds = Number(response.headers.get('Retry-After'));
    console.log(`Retry-After says ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

console.log(await readModel());
