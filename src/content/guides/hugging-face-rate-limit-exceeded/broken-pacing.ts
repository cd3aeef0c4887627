const HUB = 'https://huggingface.co/api/models';
const HF_TOKEN = 'hf_your_token_here';
const models = Array.from(
  { length: 12 },
  (_, index) => `my-org/model-${index}`,
);

for (const model of models) {
  const response = await fetch(`${HUB}/${model}`, {
    headers: { Authorization: `Bearer ${HF_TOKEN}` },
  });
  console.log(`${model}: ${response.status}`);
}
