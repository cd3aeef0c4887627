const MODELS = 'https://huggingface.co/api/models?limit=1';
const HF_TOKEN = 'hf_your_token_here';

async function queryWithBackoff(maxRetries = 5): Promise<Response> {
  let response = new Response();
  let delaySeconds = 1;
  for (let attempt = 0; attempt < maxRetries; attempt++) {
    response = await fetch(MODELS, {
      headers: { Authorization: `Bearer ${HF_TOKEN}` },
    });
    if (response.status !== 429) break;
    console.log(`Rate limited. Trying again in ${delaySeconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, delaySeconds * 1000));
    delaySeconds *= 2;
  }
  return response;
}

const response = await queryWithBackoff();
console.log('The models:', await response.json());
