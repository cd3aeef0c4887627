import type { Resolution, Scenario } from './scenario.ts';
import * as containers from './scenarios/containers.ts';
import * as counting from './scenarios/counting.ts';
import * as hubActions from './scenarios/hub-actions.ts';
import * as hub from './scenarios/hub.ts';
import * as network from './scenarios/network.ts';
import * as providers from './scenarios/providers.ts';
import * as proxy from './scenarios/proxy.ts';

const all: readonly Scenario[] = [hub, hubActions, containers, proxy, providers, counting, network].flatMap((group) =>
  Object.values(group),
);
const byId = new Map(all.map((scenario) => [scenario.id, scenario]));

/** The ids of all scenarios, in the order of the alphabet. */
export const scenarioIds: readonly string[] = [...byId.keys()].sort();

/** The scenario of that id; an unknown id is an author's mistake. */
export function getScenario(id: string): Scenario {
  const scenario = byId.get(id);
  if (scenario !== undefined) return scenario;
  throw new Error(`Failed to find the scenario "${id}": it is not defined. Use one of: ${scenarioIds.join(', ')}.`);
}

/** A scenario with some of its numbers changed, or what is wrong with them. Numbers left out keep their values. */
export function resolveScenario(id: string, settings: Readonly<Record<string, number>> = {}): Resolution {
  return getScenario(id).resolve(settings);
}
