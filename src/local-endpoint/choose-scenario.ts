import { examCases } from '../exam/cases.ts';
import { resolveExamServer } from '../exam/exam-endpoint.ts';
import type { ResolvedScenario } from '../sandbox/endpoint/scenario.ts';
import { resolveScenario, scenarioIds } from '../sandbox/endpoint/scenarios.ts';

/** What stands before the id of a case of the exam. */
const EXAM = 'exam:';

/** A scenario, or the server of a case of the exam, and the seed that it has by itself. */
export interface Chosen {
  readonly scenario: ResolvedScenario;
  readonly seed: number;
}

/** Finds `<scenario>` or `exam:<case>`. Throws a sentence that says what there is. */
export function chooseScenario(id: string, settings: Readonly<Record<string, number>>): Chosen {
  if (id.startsWith(EXAM)) return chooseCase(id.slice(EXAM.length), settings);
  if (!scenarioIds.includes(id)) {
    const known = scenarioIds.join(', ');
    throw new Error(`There is no scenario "${id}". Use one of: ${known}; or exam:<case>, which --list shows.`);
  }
  const resolution = resolveScenario(id, settings);
  if (resolution.kind === 'resolved') return { scenario: resolution.scenario, seed: resolution.scenario.seed };
  throw new Error(resolution.problems.map(({ message }) => message).join(' '));
}

function chooseCase(id: string, settings: Readonly<Record<string, number>>): Chosen {
  const found = examCases.find((one) => one.id === id);
  if (found === undefined) {
    throw new Error(`The exam has no case "${id}". Its cases are: ${examCases.map((one) => one.id).join(', ')}.`);
  }
  const [name] = Object.keys(settings);
  if (name !== undefined) throw new Error(`The servers of the exam are as they are: "${name}" can't be set.`);
  const scenario = { ...resolveExamServer(found.server), id: `${EXAM}${id}` };
  return { scenario, seed: found.seeds[0] ?? scenario.seed };
}
