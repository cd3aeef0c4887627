const MODEL = 'https://huggingface.co/api/models/my-org/my-model';

const response = await fetch(MODEL);
console.log(response.status, await response.json());
