import type { HeaderList } from '../../trace/events.ts';
import { jsonAnswer, wholeAnswer, type AnswerPlan } from '../answer-plan.ts';
import { createChance, hashText, vary } from '../chance.ts';
import type { Reading, Service, ServiceCall } from '../service.ts';

/** The Hub tells its window with every answer, in exactly these letters. The policy is no valid structured field. */
const HUB_WINDOW_HEADERS: HeaderList = [
  ['ratelimit', '"{{window.bucket}}";r={{window.remaining}};t={{window.resetSeconds}}'],
  ['ratelimit-policy', '"fixed window";"{{window.bucket}}";q={{window.limit}};w={{window.seconds}}'],
];

const HUB_HEADERS: HeaderList = [['content-type', 'application/json; charset=utf-8'], ...HUB_WINDOW_HEADERS];
const MODELS = [
  'openai-community/gpt2',
  'google-bert/bert-base-uncased',
  'sentence-transformers/all-MiniLM-L6-v2',
  'distilbert/distilbert-base-uncased-finetuned-sst-2-english',
  'meta-llama/Llama-3.1-8B-Instruct',
  'Qwen/Qwen2.5-7B-Instruct',
  'mistralai/Mistral-7B-Instruct-v0.3',
  'openai/whisper-large-v3',
  'BAAI/bge-small-en-v1.5',
  'stabilityai/stable-diffusion-xl-base-1.0',
];

function took({ timing, chance }: ServiceCall): number {
  return vary(timing.latencyMs, timing.jitter, chance);
}

function hexadecimal(text: string, length: number): string {
  const chance = createChance(hashText(text), length);
  return Array.from({ length }, () => Math.floor(chance() * 16).toString(16)).join('');
}

function repository(id: string): Readonly<Record<string, unknown>> {
  const chance = createChance(hashText(id), 0);
  const likes = Math.floor(chance() * 5_000);
  const downloads = Math.floor(chance() * 20_000_000);
  return { id, sha: hexadecimal(id, 40), private: false, gated: false, likes, downloads, tags: ['region:us'] };
}

function work(plan: AnswerPlan): Reading {
  return { kind: 'work', plan };
}

function pathParts({ url }: ServiceCall): readonly string[] {
  return url.pathname.split('/').filter((part) => part !== '');
}

/** Any other path: the Hub counts it, and says that there is nothing. */
export const hubMissing: Service = (call) =>
  work(
    wholeAnswer({
      status: 404,
      statusText: 'Not Found',
      headers: HUB_HEADERS,
      body: JSON.stringify({ error: "Sorry, we can't find the page you are looking for." }),
      afterMs: took(call),
    }),
  );

/** `GET /api/models`: the first `limit` of our few models, 20 if the reader doesn't say. */
export const hubList: Service = (call) => {
  const limit = Number(call.url.searchParams.get('limit') ?? '20');
  const count = Number.isInteger(limit) && limit > 0 ? Math.min(limit, MODELS.length) : MODELS.length;
  return work(jsonAnswer(MODELS.slice(0, count).map(repository), took(call), HUB_HEADERS));
};

/** `GET /api/models/<owner>/<name>`: what the Hub knows about a repository. It knows every name. */
export const hubRepository: Service = (call) => {
  const [, , ...name] = pathParts(call);
  return work(jsonAnswer(repository(name.join('/')), took(call), HUB_HEADERS));
};

/** `GET /api/models/<owner>/<name>/tree/<revision>`: the files of a repository. */
export const hubTree: Service = (call) => {
  const [, , owner, name] = pathParts(call);
  const files = ['.gitattributes', 'README.md', 'config.json', 'model.safetensors', 'tokenizer.json'];
  const entries = files.map((path) => {
    const chance = createChance(hashText(`${owner}/${name}/${path}`), 0);
    return { type: 'file', oid: hexadecimal(path, 40), size: 100 + Math.floor(chance() * 10_000), path };
  });
  return work(jsonAnswer(entries, took(call), HUB_HEADERS));
};

/** `GET /<owner>/<name>/resolve/<revision>/<file>`: a small file, counted as a resolver request. */
export const hubFile: Service = (call) => {
  const body = `${JSON.stringify({ _name_or_path: pathParts(call).slice(0, 2).join('/'), model_type: 'bert' }, null, 2)}\n`;
  const headers: HeaderList = [['content-type', 'text/plain; charset=utf-8'], ...HUB_WINDOW_HEADERS];
  return work(wholeAnswer({ status: 200, statusText: 'OK', headers, body, afterMs: took(call) }));
};

/** `POST /api/<kind>/<owner>/<name>/commit/<revision>`: one commit, however many files it holds. */
export const hubCommit: Service = (call) => {
  const [, kind, owner, name] = pathParts(call);
  const commitOid = hexadecimal(`${call.id} ${call.text}`, 40);
  const folder = kind === 'models' ? '' : `${kind}/`;
  const commitUrl = `https://huggingface.co/${folder}${owner}/${name}/commit/${commitOid}`;
  return work(jsonAnswer({ success: true, commitOid, commitUrl, hookOutput: '' }, took(call), HUB_HEADERS));
};

/** `POST /api/repos/create`. */
export const hubCreate: Service = (call) => {
  const url = `https://huggingface.co/you/repository-${call.id}`;
  return work(jsonAnswer({ url, name: `you/repository-${call.id}` }, took(call), HUB_HEADERS));
};
