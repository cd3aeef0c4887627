import { examCases } from '../exam/cases.ts';
import type { ScenarioField } from '../sandbox/endpoint/scenario.ts';
import { getScenario, scenarioIds } from '../sandbox/endpoint/scenarios.ts';
import { formatCount } from '../sandbox/trace/duration.ts';

/** What a number may be: `1 to 100,000 requests`. */
export function rangeOf({ min, max, unit }: ScenarioField): string {
  return `${formatCount(min)} to ${formatCount(max)}${unit === '' ? '' : ` ${unit}`}`;
}

function fieldLine(field: ScenarioField): string {
  return `    --set ${field.name}=${field.value}  ${field.label}, ${rangeOf(field)}`;
}

function scenarioLines(id: string): readonly string[] {
  const { title, description, fields } = getScenario(id);
  return [id, `  ${title}. ${description}`, ...fields.map(fieldLine), ''];
}

/** All that can be served, as text. */
export function listScenarios(): string {
  const cases = examCases.map(({ id, behaviour }) => `  exam:${id}  ${behaviour}`);
  return [...scenarioIds.flatMap(scenarioLines), 'The servers of the exam', ...cases, ''].join('\n');
}
