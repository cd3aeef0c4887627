import { createEndpoint, type Transport } from '../endpoint/create-endpoint.ts';
import { resolveScenario } from '../endpoint/scenarios.ts';
import type { WireRefusal } from '../endpoint/wire-refusal.ts';
import type { RunRequest } from './run.ts';
import type { OpenedEndpoint } from './start-run.ts';

/** Sets up the endpoint that a run asks for. Throws a sentence for a scenario or a number that does not exist. */
export function openEndpoint(
  { scenario, seed }: Pick<RunRequest, 'scenario' | 'seed'>,
  refusals: ReadonlyMap<string, WireRefusal>,
  transport?: Transport,
): OpenedEndpoint {
  const resolution = resolveScenario(scenario.id, scenario.settings);
  if (resolution.kind === 'problems') {
    const problems = resolution.problems.map(({ message }) => message).join(' ');
    throw new RangeError(`Failed to set up the endpoint "${scenario.id}": ${problems}`);
  }
  const { scenario: resolved } = resolution;
  return { endpoint: createEndpoint(resolved, refusals, seed, transport), startEpochMs: resolved.startEpochMs };
}
