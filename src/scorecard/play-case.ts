import { playInIsolate, type ClientFiles, type IsolateOptions } from '../exam/exam-files.ts';
import type { PlayCase } from '../exam/examine.ts';
import { createNodeRunner, PATIENT_BUDGETS, readHarness } from '../exam/node.ts';
import { readClient } from '../exam/read-client.ts';
import { createHeldRunner } from '../held-process/run.ts';
import type { RunCache } from '../loaders/run-cache.ts';
import type { WireRefusal } from '../sandbox/endpoint/wire-refusal.ts';
import type { Examined } from './examined.ts';

export interface CasePlayerOptions {
  readonly cache: RunCache;
  /** The digest of all that runs a case, packages included. */
  readonly engine: string;
  readonly refusals: ReadonlyMap<string, WireRefusal>;
}

/** Creates what lets any client meet servers; what was kept of an earlier time is taken. */
export function createCasePlayer({ cache, engine, refusals }: CasePlayerOptions): (examined: Examined) => PlayCase {
  const harness = readHarness();
  const inIsolate = createNodeRunner(refusals, { budgets: PATIENT_BUDGETS });
  return (examined) => {
    const { runsIn, path, files } = examined;
    const run = runsIn === 'node' ? createHeldRunner(refusals, { clientPath: path }) : inIsolate;
    const play = playLazily(() => clientOf(examined), { harness, run });
    return (one, seed) => {
      const { call, server } = one;
      return cache.trace({ engine, runsIn, files, call, server, seed }, () => play(one, seed));
    };
  };
}

/** Bundles a client once something of it has to run, and then only once. */
function playLazily(read: () => Promise<ClientFiles>, options: IsolateOptions): PlayCase {
  let client: Promise<ClientFiles> | undefined;
  return async (one, seed) => playInIsolate(await (client ??= read()), options)(one, seed);
}

/** Node loads a client by itself. A fix of ours runs as it is copied, file by file; a library in one file. */
async function clientOf({ runsIn, settings, path, files }: Examined): Promise<ClientFiles> {
  if (runsIn === 'node') return { files: {}, exportName: 'call' };
  return settings === 'ours' ? { files } : readClient(path, 'call');
}
