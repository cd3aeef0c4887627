import { formatCount } from '../trace/duration.ts';
import type { Blueprint, FieldProblem, Scenario, ScenarioField } from './scenario.ts';

interface Definition<Name extends string> {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly (ScenarioField & { readonly name: Name })[];
  /** What numbers that are fine one by one may not be together. */
  readonly check?: (settings: Readonly<Record<Name, number>>) => readonly FieldProblem[];
  readonly build: (settings: Readonly<Record<Name, number>>) => Blueprint;
}

/** Every scenario begins at the same instant, so that nothing depends on the day of the run. */
export const START_AT = '2026-11-24T02:00:00.000Z';
const SEED = 429;

/** Makes a scenario from its fields and from what follows from their values. */
export function defineScenario<Name extends string>(definition: Definition<Name>): Scenario {
  const { id, title, description, fields, check, build } = definition;
  return {
    id,
    title,
    description,
    startAt: START_AT,
    seed: SEED,
    fields,
    resolve(settings) {
      const values: Record<string, number> = {};
      for (const field of fields) values[field.name] = settings[field.name] ?? field.value;
      const problems = [...unknownNames(settings, fields), ...fields.flatMap((field) => fieldProblems(field, values))];
      if (!holdsAll(values, fields)) throw new Error(`Failed to resolve "${id}": a field has no value.`);
      if (problems.length === 0) problems.push(...(check?.(values) ?? []));
      if (problems.length > 0) return { kind: 'problems', problems };
      const startEpochMs = Date.parse(START_AT);
      const scenario = { id, startEpochMs, seed: SEED, settings: values, ...build(values) };
      return { kind: 'resolved', scenario };
    },
  };
}

function holdsAll<Name extends string>(
  values: Readonly<Record<string, number>>,
  fields: readonly (ScenarioField & { readonly name: Name })[],
): values is Readonly<Record<Name, number>> {
  return fields.every(({ name }) => values[name] !== undefined);
}

function unknownNames(settings: Readonly<Record<string, number>>, fields: readonly ScenarioField[]): FieldProblem[] {
  const known = fields.map(({ name }) => name);
  const names = known.length === 0 ? 'It has none.' : `Its numbers are: ${known.join(', ')}.`;
  return Object.keys(settings)
    .filter((name) => !known.includes(name))
    .map((field) => ({ field, message: `This endpoint has no number "${field}". ${names}` }));
}

function fieldProblems(field: ScenarioField, values: Readonly<Record<string, number>>): FieldProblem[] {
  const { name, label, min, max, step, unit } = field;
  const value = values[name] ?? Number.NaN;
  const say = (message: string): FieldProblem[] => [{ field: name, message }];
  const after = unit === '' ? '' : ` ${unit}`;
  const range = `from ${formatCount(min)} to ${formatCount(max)}${after}`;
  if (!Number.isFinite(value)) return say(`“${label}” must be a number ${range}.`);
  if (value < min || value > max) return say(`“${label}” must be ${range}; ${formatCount(value)} is not.`);
  const steps = (value - min) / step;
  if (Math.abs(steps - Math.round(steps)) < 1e-6) return [];
  return say(`“${label}” goes in steps of ${step}; ${value} lies between two of them.`);
}
