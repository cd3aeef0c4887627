import type { NumberField } from '../sandbox/element/number-field.ts';
import type { Refusal } from '../sandbox/endpoint/refusal.ts';
import { getScenario, resolveScenario, scenarioIds } from '../sandbox/endpoint/scenarios.ts';
import { runInNode } from '../sandbox/host/node.ts';
import type { Trace } from '../sandbox/trace/events.ts';
import type { GuideSnippet } from './guide-snippets.ts';
import type { RunCache } from './run-cache.ts';
import { readSnippetFiles, type SnippetFiles } from './snippet-files.ts';

/** A snippet's run, with what a sandbox prints of it. */
export interface RecordedRun {
  /** `<guide>/<file>` */
  readonly id: string;
  /** The snippet first, then what it imports. */
  readonly files: SnippetFiles;
  /** The endpoint in a few words. */
  readonly endpoint: string;
  /** The endpoint's numbers under which it ran, and the seed. */
  readonly fields: readonly NumberField[];
  readonly trace: Trace;
}

export interface RecorderOptions {
  readonly cache: RunCache;
  /** The digest of all that runs a snippet. */
  readonly engine: string;
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly fixesFolder: string;
}

const SEED_FIELD = { name: 'seed', label: 'Seed', unit: '', min: 0, max: 0xffff_ffff, step: 1 };

/** Creates what records snippets; it throws for a snippet that can't be run as its guide asks. */
export function createSnippetRecorder(options: RecorderOptions): (snippet: GuideSnippet) => Promise<RecordedRun> {
  const { cache, engine, refusals, fixesFolder } = options;
  return async ({ guide, folder, file, scenario: id, settings, seed }) => {
    const mistake = (words: string): Error => new Error(`Failed to run ${file} of the guide "${guide}": ${words}`);
    const files = readSnippetFiles(folder, file, fixesFolder);
    if (!scenarioIds.includes(id))
      throw mistake(`there is no scenario "${id}". Use one of: ${scenarioIds.join(', ')}.`);
    const { title, fields } = getScenario(id);
    const resolution = resolveScenario(id, settings);
    if (resolution.kind === 'problems') {
      const problems = resolution.problems.map(({ message }) => message).join(' ');
      throw mistake(`${problems} Mend the snippet's settings in its frontmatter.`);
    }
    const values = resolution.scenario.settings;
    const request = { files, entry: file, scenario: { id, settings: values }, seed };
    const trace = await cache.trace({ engine, request }, () => runInNode({ ...request, refusals }).result);
    return {
      id: `${guide}/${file}`,
      files,
      endpoint: title,
      fields: [
        ...fields.map(({ value, ...field }) => ({ ...field, original: values[field.name] ?? value })),
        { ...SEED_FIELD, original: seed },
      ],
      trace,
    };
  };
}
