import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Need } from '../exam/exam-case.ts';
import { FETCH_OFFERS } from '../exam/exam-files.ts';
import { loadChecked, loadClients, type LoadedClient, type SettingsKind } from '../loaders/load-clients.ts';
import { readOurClients } from './our-examined.ts';

/** A client under one kind of settings: a column of the scorecard. */
export interface Examined {
  /** `<client>-<settings>` */
  readonly id: string;
  readonly client: string;
  readonly settings: SettingsKind | 'ours';
  readonly name: string;
  readonly about: string;
  /** Where its settings are documented. */
  readonly docs?: string;
  /** Of each of its packages. */
  readonly versions: Readonly<Record<string, string>>;
  readonly offers: readonly Need[];
  readonly runsIn: 'isolate' | 'node';
  /** The client's own file, from the project's root. */
  readonly path: string;
  /** The text of that file as `client.ts`, and of the files of ours that it imports. */
  readonly files: Readonly<Record<string, string>>;
}

const SETTINGS: readonly SettingsKind[] = ['defaults', 'best'];

/** Everything that is put through the exam: our own first, then the real clients, each as it comes and at its best. */
export function readExamined(root: string): readonly Examined[] {
  const clients = loadClients(join(root, 'src/clients'));
  return [
    ...readOurClients(root),
    ...clients.flatMap((client) => SETTINGS.map((settings) => examinedOf(client, settings, root))),
  ];
}

/** When what the real clients' files say was last held against their packages. */
export function readCheckedDay(root: string): Date {
  return loadChecked(join(root, 'src/clients')).date;
}

function examinedOf({ id, code, packages, ...client }: LoadedClient, settings: SettingsKind, root: string): Examined {
  const { name, about, docs, runsIn } = client;
  return {
    id: `${id}-${settings}`,
    client: id,
    settings,
    name,
    about,
    docs,
    versions: Object.fromEntries(packages.map((each) => [each, versionOf(each, root)])),
    // As of a file that is examined by the command: all are called as fetch is, whatever they make of it.
    offers: FETCH_OFFERS,
    runsIn,
    path: `src/clients/${id}/${settings}.ts`,
    files: { 'client.ts': code[settings] },
  };
}

/** The version that is installed, which is the one that is examined. */
function versionOf(name: string, root: string): string {
  const path = join(root, 'node_modules', name, 'package.json');
  const description: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof description === 'object' && description !== null && 'version' in description) {
    return String(description.version);
  }
  throw new Error(`Failed to read the version of "${name}": ${path} names none. Run npm ci.`);
}
