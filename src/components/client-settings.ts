import { createCitations, type NumberedSource } from './citations.ts';

const READ = new Date('2026-11-28');

const citations = createCitations('src/components/client-settings.ts', {
  'huggingface-hub-constants': {
    publisher: 'Hugging Face',
    title: 'huggingface_hub, constants.py',
    url: 'https://github.com/huggingface/huggingface_hub/blob/v2.0.0/src/huggingface_hub/constants.py',
    revision: '2.0.0',
    read: READ,
    confidence: 'primary',
  },
  'huggingface-hub-environment': {
    publisher: 'Hugging Face',
    title: 'Environment variables',
    url: 'https://huggingface.co/docs/huggingface_hub/main/package_reference/environment_variables',
    read: READ,
    confidence: 'primary',
  },
  'huggingface-hub-client': {
    publisher: 'Hugging Face',
    title: 'InferenceClient, its parameters',
    url: 'https://github.com/huggingface/huggingface_hub/blob/v2.0.0/src/huggingface_hub/inference/_client.py',
    revision: '2.0.0',
    read: READ,
    confidence: 'primary',
  },
  'huggingface-inference': {
    publisher: 'Hugging Face',
    title: '@huggingface/inference, Using local endpoints',
    url: 'https://www.npmjs.com/package/@huggingface/inference/v/4.13.30',
    revision: '4.13.30',
    read: READ,
    confidence: 'primary',
  },
  'openai-python': {
    publisher: 'OpenAI',
    title: 'openai for Python, Configuring the HTTP client',
    url: 'https://pypi.org/project/openai/3.22.1/',
    revision: '3.22.1',
    read: READ,
    confidence: 'primary',
  },
  'openai-node': {
    publisher: 'OpenAI',
    title: 'openai for TypeScript, ClientOptions in client.ts',
    url: 'https://www.npmjs.com/package/openai/v/7.59.0',
    revision: '7.59.0',
    read: READ,
    confidence: 'primary',
  },
});

/** How one client is told where its server is. */
export interface ClientSetting {
  readonly client: string;
  /** What to set, as code. */
  readonly setting: string;
  readonly note: string;
  readonly sources: readonly NumberedSource[];
}

function setting(given: Omit<ClientSetting, 'sources'>, ...ids: readonly string[]): ClientSetting {
  return { ...given, sources: ids.map((id) => citations.cite(id)) };
}

/** What the makers of clients say about it, for an endpoint that listens at `url`. */
export function clientSettings(url: string): readonly ClientSetting[] {
  return [
    setting(
      {
        client: 'huggingface_hub, Python',
        setting: `HF_ENDPOINT=${url}`,
        note: 'The address of the Hub, read when the package is imported.',
      },
      'huggingface-hub-constants',
      'huggingface-hub-environment',
    ),
    setting(
      {
        client: 'InferenceClient, Python',
        setting: `InferenceClient(base_url="${url}")`,
        note: 'For a scenario that answers chat completions, such as tgi-container.',
      },
      'huggingface-hub-client',
    ),
    setting(
      {
        client: '@huggingface/inference',
        setting: `new InferenceClient(token, { endpointUrl: '${url}' })`,
        note: 'For a scenario that answers chat completions.',
      },
      'huggingface-inference',
    ),
    setting(
      {
        client: 'openai, Python and TypeScript',
        setting: `OPENAI_BASE_URL=${url}/v1`,
        note: 'Or base_url and baseURL, when the client is created.',
      },
      'openai-python',
      'openai-node',
    ),
  ];
}

/** Where it was read. */
export const clientSources: readonly NumberedSource[] = citations.all;
