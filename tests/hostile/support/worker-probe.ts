import type { BrowserName } from '../../support/browsers/names.ts';

/** Something that hostile code in the isolate tries. */
export interface WorkerProbe {
  readonly name: string;
  /** An expression for what the attempt works with; where it is missing or throws, there is nothing to try. */
  readonly needs: string;
  /** The body of an async function that returns true once it got what it was after. `CANARY` is the canary's address. */
  readonly attempt: string;
  /** It bites when the page hears its name, not when it says so itself. */
  readonly isHeard?: true;
  /** Engines whose workers have nothing to try it with, even with every guard off. */
  readonly absentIn?: readonly BrowserName[];
}

/** A snippet that makes these attempts one after another. */
export function toSnippet(probes: readonly WorkerProbe[], canaryOrigin: string): string {
  const calls = probes.map(({ name, needs, attempt }) => {
    const code = attempt.replaceAll('CANARY', `${canaryOrigin}/${encodeURIComponent(name)}`);
    return `await probe(${JSON.stringify(name)}, () => ${needs}, async () => {\n${code}\n});`;
  });
  return ["import { probe } from './probe.ts';", ...calls].join('\n');
}
