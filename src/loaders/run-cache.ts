import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trace } from '../sandbox/trace/events.ts';
import { isTrace } from '../sandbox/trace/is-trace.ts';

/** Keeps the traces of runs from one build to the next, by the content of all that they depend on. */
export interface RunCache {
  /** The trace of what `parts` describe: the kept one, or else that of `run`, which is then kept. Asked for twice at once, it runs once. */
  trace(parts: unknown, run: () => Promise<Trace>): Promise<Trace>;
  /** Forgets what nobody has asked for since this cache was created. */
  forgetUnused(): Promise<void>;
}

export interface RunCacheOptions {
  /** Called once, before the first run that has to be made. */
  readonly onFirstRun?: () => void;
}

/** Creates a cache in `folder`, which may be deleted at any time. */
export function createRunCache(folder: string, { onFirstRun }: RunCacheOptions = {}): RunCache {
  let runs = 0;
  const used = new Set<string>();
  const asked = new Map<string, Promise<Trace>>();

  async function bring(name: string, run: () => Promise<Trace>): Promise<Trace> {
    const path = join(folder, name);
    const kept = await readTrace(path);
    if (kept !== undefined) return kept;
    if (runs++ === 0) onFirstRun?.();
    const trace = await run();
    await writeWhole(path, JSON.stringify(trace));
    return trace;
  }

  return {
    trace(parts, run) {
      const name = `${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}.json`;
      used.add(name);
      const trace = asked.get(name) ?? bring(name, run).finally(() => asked.delete(name));
      asked.set(name, trace);
      return trace;
    },
    async forgetUnused() {
      const names = await readdir(folder).catch(() => []);
      // What is being written may be another build's.
      const unused = names.filter((name) => name.endsWith('.json') && !used.has(name));
      await Promise.all(unused.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}

async function readTrace(path: string): Promise<Trace | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isTrace(value) ? value : undefined;
  } catch {
    // Not kept yet, or not whole: the run makes it anew.
    return undefined;
  }
}

/** Another build may be reading: it finds the whole file or none. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(temporary, text);
  await rename(temporary, path);
}
