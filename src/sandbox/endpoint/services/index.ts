import type { Service } from '../service.ts';
import { llamaChat, providerChat, tgiChat } from './chat.ts';
import { hubCommit, hubCreate, hubFile, hubList, hubMissing, hubRepository, hubTree } from './hub.ts';
import { dropped, llamaHealth, plainJson, silent } from './plain.ts';
import { teiEmbed, teiOpenaiEmbed } from './tei.ts';
import { healthy, tgiGenerate, tgiGenerateStream, tgiRoot } from './tgi.ts';

/** All that our servers can do, by the name that scenarios use. */
export const services = {
  dropped,
  healthy,
  'hub-commit': hubCommit,
  'hub-create': hubCreate,
  'hub-file': hubFile,
  'hub-list': hubList,
  'hub-missing': hubMissing,
  'hub-repository': hubRepository,
  'hub-tree': hubTree,
  'llama-chat': llamaChat,
  'llama-health': llamaHealth,
  'plain-json': plainJson,
  'provider-chat': providerChat,
  silent,
  'tei-embed': teiEmbed,
  'tei-openai-embed': teiOpenaiEmbed,
  'tgi-chat': tgiChat,
  'tgi-generate': tgiGenerate,
  'tgi-generate-stream': tgiGenerateStream,
  'tgi-root': tgiRoot,
} as const satisfies Readonly<Record<string, Service>>;

export type ServiceName = keyof typeof services;
