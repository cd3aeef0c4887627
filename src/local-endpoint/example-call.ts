import type { ResolvedScenario, Route } from '../sandbox/endpoint/scenario.ts';
import type { ServiceName } from '../sandbox/endpoint/services/index.ts';
import { exampleOrigin } from './target-url.ts';

/** A request that the scenario understands. */
export interface ExampleCall {
  readonly method: 'GET' | 'POST';
  /** From the slash on; it is the first host's. */
  readonly path: string;
  readonly token: string | undefined;
  /** The body as JSON. */
  readonly json: string | undefined;
}

const QUESTION = 'Why is the sky blue?';
const TOKEN = 'hf_your_token_here';
const inputs = { inputs: QUESTION };
const chat = { messages: [{ role: 'user', content: QUESTION }] };
/** What the parts of a path may be called. */
const NAMES: Readonly<Record<string, string>> = {
  kind: 'models',
  owner: 'you',
  name: 'your-model',
  revision: 'main',
  provider: 'groq',
};

/** What each service takes; `null`: no body. */
const bodies: Readonly<Record<ServiceName, object | null>> = {
  dropped: null,
  healthy: null,
  'hub-commit': { summary: 'Add a file' },
  'hub-create': { name: 'your-model' },
  'hub-file': null,
  'hub-list': null,
  'hub-missing': null,
  'hub-repository': null,
  'hub-tree': null,
  'llama-chat': chat,
  'llama-health': null,
  'plain-json': null,
  'provider-chat': chat,
  silent: null,
  'tei-embed': inputs,
  'tei-openai-embed': { input: QUESTION },
  'tgi-chat': chat,
  'tgi-generate': inputs,
  'tgi-generate-stream': inputs,
  'tgi-root': inputs,
};

/** The first thing that a scenario can be asked. */
export function exampleCall({ hosts }: ResolvedScenario): ExampleCall {
  const [host] = hosts;
  const route = host?.routes.find(({ needs }) => needs === undefined || needs === 'token') ?? host?.routes[0];
  if (host === undefined || route === undefined) throw new Error('Failed to show a call: the scenario has no route.');
  const body = bodyOf(route);
  const asksForToken = exampleOrigin(host).includes('huggingface');
  return {
    method: route.method === 'ANY' ? 'GET' : route.method,
    path: route.path.replace(/:(\w+)/g, (_, name: string) => NAMES[name] ?? name).replace('*', 'items'),
    token: asksForToken ? TOKEN : undefined,
    json: body === null ? undefined : JSON.stringify(body),
  };
}

function bodyOf({ does }: Route): object | null {
  return does.kind === 'serve' ? bodies[does.service] : null;
}

/** The call as a line for a shell. */
export function curlLine(url: string, { method, path, token, json }: ExampleCall): string {
  return [
    'curl -i',
    method === 'GET' ? '' : `-X ${method}`,
    token === undefined ? '' : `-H 'Authorization: Bearer ${token}'`,
    json === undefined ? '' : `-H 'Content-Type: application/json' -d '${json}'`,
    `${url}${path}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
