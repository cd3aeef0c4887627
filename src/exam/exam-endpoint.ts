import { createEndpoint } from '../sandbox/endpoint/create-endpoint.ts';
import { START_AT } from '../sandbox/endpoint/define-scenario.ts';
import type { ResolvedScenario } from '../sandbox/endpoint/scenario.ts';
import { resolveScenario } from '../sandbox/endpoint/scenarios.ts';
import type { WireRefusal } from '../sandbox/endpoint/wire-refusal.ts';
import type { OpenedEndpoint } from '../sandbox/host/start-run.ts';
import type { Budgets } from '../sandbox/isolate/protocol.ts';
import type { ExamServer } from './exam-case.ts';

/** A day of waiting is among the cases, and a client that hammers must not take long to be found out. */
export const EXAM_BUDGETS: Partial<Budgets> = { virtualMs: 3 * 24 * 60 * 60 * 1_000, requests: 300, logLines: 500 };

/** Sets up the server of a case. */
export function openExamEndpoint(
  server: ExamServer,
  refusals: ReadonlyMap<string, WireRefusal>,
  seed: number,
): OpenedEndpoint {
  const scenario = resolveExamServer(server);
  return { endpoint: createEndpoint(scenario, refusals, seed), startEpochMs: scenario.startEpochMs };
}

/** The server of a case, as a scenario. */
export function resolveExamServer(server: ExamServer): ResolvedScenario {
  if (server.kind === 'script') return scripted(server);
  const resolution = resolveScenario(server.id, server.settings);
  if (resolution.kind === 'resolved') return takingAnyToken(resolution.scenario);
  const problems = resolution.problems.map(({ message }) => message).join(' ');
  throw new RangeError(`Failed to set up the exam's server "${server.id}": ${problems}`);
}

/** A client may have a token of its own, and whether it looks like one of the server's is not what is examined. */
function takingAnyToken(scenario: ResolvedScenario): ResolvedScenario {
  const hosts = scenario.hosts.map(({ origin, style, routes }) => ({ origin, style, routes }));
  return { ...scenario, hosts };
}

/** One address that answers every request by the script. */
function scripted({ answers, perCaller = false }: Extract<ExamServer, { kind: 'script' }>): ResolvedScenario {
  const does = { kind: 'script', answers, perBody: perCaller } as const;
  const route = { method: 'ANY', path: '/*', does, gates: [] } as const;
  return {
    id: 'exam',
    startEpochMs: Date.parse(START_AT),
    seed: 0,
    settings: {},
    gates: {},
    hosts: [{ origin: 'https://api.example.com', style: 'json', routes: [route] }],
    timing: { latencyMs: 0, jitter: 0, refusalMs: 0 },
  };
}
