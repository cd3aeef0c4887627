import { rolldown, type Plugin } from 'rolldown';
import { bundleIsolate } from '../../../src/sandbox/host/bundle-isolate.ts';
import { frameDocument } from '../../../src/sandbox/host/frame-document.ts';
import { GUARDS, type Guard, type SourceChange } from './guards.ts';
import { allowOwnScript } from './own-script.ts';

/** The sandbox as a page loads it, with some guards taken away or none. */
export interface Variant {
  /** The page's side, a module (see `in-page.ts`). */
  readonly host: string;
  readonly isolate: string;
  readonly frame: string;
}

/** Makes a change and insists that its place is there, so that a guard that moved is noticed. */
function applyChange(text: string, { file, find, replaceBy }: SourceChange): string {
  if (text.split(find).length !== 2) throw new Error(`Failed to take a guard away: ${file} has no "${String(find)}".`);
  return text.replace(find, () => replaceBy);
}

function changeSources(changes: readonly SourceChange[]): Plugin {
  const left = new Set(changes);
  return {
    name: 'take-guards-away',
    transform(code, id) {
      const own = changes.filter(({ file }) => id.endsWith(`/src/sandbox/${file}`));
      for (const change of own) left.delete(change);
      return own.reduce(applyChange, code);
    },
    buildEnd() {
      for (const { file } of left) throw new Error(`Failed to take a guard away: ${file} is not in the bundle.`);
    },
  };
}

async function bundle(
  input: string,
  format: 'esm' | 'iife',
  changes: readonly SourceChange[],
  strict = true,
): Promise<string> {
  const built = await rolldown({ input, platform: 'browser', plugins: [changeSources(changes)] });
  try {
    const { output } = await built.generate({ format, codeSplitting: false, strict });
    return output[0].code;
  } finally {
    await built.close();
  }
}

/** Builds the sandbox without these guards. */
export async function buildVariant(without: readonly Guard[]): Promise<Variant> {
  const changes: SourceChange[] = without.flatMap((guard) => [...GUARDS[guard]]);
  const changesIn = (start: string): SourceChange[] => changes.filter(({ file }) => file.startsWith(start));
  const isOurs = changesIn('isolate/').length === 0 && !without.includes('strictness');
  const [host, isolate] = await Promise.all([
    bundle('tests/hostile/support/in-page.ts', 'esm', changesIn('host/')),
    isOurs
      ? bundleIsolate()
      : bundle('src/sandbox/isolate/browser-worker.ts', 'iife', changesIn('isolate/'), !without.includes('strictness')),
  ]);
  return { host, isolate, frame: allowOwnScript(changesIn('frame.html').reduce(applyChange, frameDocument())) };
}
