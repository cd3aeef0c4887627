import type { Budgets } from '../../../src/sandbox/isolate/protocol.ts';
import type { Trace } from '../../../src/sandbox/trace/events.ts';
import type { TestPage } from '../../support/browsers/test-page.ts';
import type { ScriptedAnswer } from '../../support/scripted-endpoint.ts';
import type * as inPage from './in-page.ts';
import type { PageOutcome, PageRun } from './in-page.ts';
import type { VariantName } from './variants.ts';

/** What to run, against which budgets. */
export interface HostileRun {
  readonly files: Readonly<Record<string, string>>;
  readonly budgets?: Partial<Budgets>;
  readonly script?: readonly ScriptedAnswer[];
  readonly isolateCode?: string;
  readonly stopAfterMs?: number;
}

/** Budgets for what ends by itself, however busy the machine is. */
export const PATIENT: Partial<Budgets> = { signOfLifeMs: 30_000, computingMs: 60_000 };
/** Budgets for what may never end. */
export const SHORT: Partial<Budgets> = { signOfLifeMs: 500, computingMs: 500 };
/** Budgets that nothing overruns. */
export const ENDLESS: Partial<Budgets> = { ...PATIENT, logLines: 1e9, events: 1e9, outputBytes: 1e12 };

const START_EPOCH_MS = Date.UTC(2026, 10, 24, 2);

/** A run as it crosses to the page. */
export function toPageRun({ files, budgets = PATIENT, script = [{}], isolateCode, stopAfterMs }: HostileRun): PageRun {
  return {
    request: { files, budgets },
    script,
    startEpochMs: START_EPOCH_MS,
    ...(isolateCode !== undefined && { isolateCode }),
    ...(stopAfterMs !== undefined && { stopAfterMs }),
  };
}

/** Runs code in the page, so many at once, in the sandbox of that name. */
export function runHostile(
  page: TestPage,
  variant: VariantName,
  runs: readonly HostileRun[],
  atOnce: number,
): Promise<readonly PageOutcome[]> {
  return callHost(page, variant, 'runAll', `/${variant}/`, runs.map(toPageRun), atOnce);
}

type Host = typeof inPage;

/** Calls a function of `in-page.ts` in the page. As text, since the test runner rewrites every `import()` that it sees. */
export async function callHost<Name extends keyof Host>(
  page: TestPage,
  variant: VariantName,
  name: Name,
  ...args: Parameters<Host[Name]>
): Promise<Awaited<ReturnType<Host[Name]>>> {
  const result = await page.evaluate(
    `import('/${variant}/host.js').then((host) => host.${name}(...${JSON.stringify(args)}))`,
  );
  return result as Awaited<ReturnType<Host[Name]>>;
}

/** What a run printed, line by line. */
export function printedBy({ events }: Trace): string[] {
  return events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));
}

/** How a run ended. */
export function endOf({ events }: Trace): { readonly outcome?: string; readonly reason?: string } {
  const end = events.at(-1);
  if (end?.kind !== 'end') throw new Error('The trace has no end.');
  const { outcome, reason } = end;
  return { outcome, ...(reason !== undefined && { reason }) };
}
