import { readFileSync } from 'node:fs';
import { pathOf, type Attack } from './attack.ts';
import { PATIENT, type HostileRun } from './hostile-page.ts';

/** Something that hostile code in the isolate tries. */
export interface WorkerProbe extends Attack {
  /** An expression for what the attempt works with; where it is missing or throws, there is nothing to try. */
  readonly needs: string;
  /** The body of an async function that returns true once it got what it was after. `CANARY` is the canary's address. */
  readonly attempt: string;
  /** What shows that it bites: its own word, a request or other bytes that the canary gets, or that the page hears its name. */
  readonly bitesBy: 'word' | 'canary' | 'BYTES' | 'page';
  /** What it works with is there for readers too, but does not do what it is after. */
  readonly isHarmless?: true;
  /** Where the frame alone would not hold it, and why. */
  readonly passesTheFrameIn?: Attack['harmlessIn'];
}

const PROBE = readFileSync(new URL('./probe.ts', import.meta.url), 'utf8');

/** A run that makes these attempts, gives each so many turns of the event loop, and prints what came of it. */
export function toProbeRun(probes: readonly WorkerProbe[], canaryOrigin: string, mostTurns: number): HostileRun {
  const calls = probes.map((one) => {
    const code = one.attempt.replaceAll('CANARY', canaryOrigin + pathOf(one));
    return `probe(${JSON.stringify(one.name)}, () => ${one.needs}, async () => {\n${code}\n}, ${mostTurns}),`;
  });
  const main = ["import { probe } from './probe.ts';", 'await Promise.all([', ...calls, ']);'].join('\n');
  return { files: { 'main.ts': main, 'probe.ts': PROBE }, budgets: PATIENT };
}
