import type { FieldUnit, ScenarioField } from '../scenario.ts';

/** A field with the name's own type, so that a blueprint can be sure of it. */
type Named<Name extends string> = ScenarioField & { readonly name: Name };

/** A whole number between `min` and `max`. */
export function wholeField<Name extends string>(
  name: Name,
  label: string,
  unit: FieldUnit,
  value: number,
  [min, max]: readonly [number, number],
): Named<Name> {
  return { name, label, unit, value, min, max, step: 1 };
}

/** How many requests a window holds. */
export const limitField = (value: number, label = 'Limit'): Named<'limit'> =>
  wholeField('limit', label, 'requests', value, [1, 100_000]);

/** How long a window is. */
export const windowField = (seconds: number): Named<'windowSeconds'> =>
  wholeField('windowSeconds', 'Window', 's', seconds, [1, 3_600]);

/** How many requests are left in the window at the start. */
export const remainingField = (value: number): Named<'remaining'> =>
  wholeField('remaining', 'Left in the first window', 'requests', value, [0, 100_000]);

/** How long the first window has to go at the start. */
export const resetField = (seconds: number): Named<'resetSeconds'> =>
  wholeField('resetSeconds', 'First window ends after', 's', seconds, [1, 3_600]);

/** How many requests a server works on at once. */
export const slotsField = (value: number): Named<'limit'> => wholeField('limit', 'Slots', '', value, [1, 1_000]);

/** How long other clients keep the slots. */
export const busyField = (seconds: number): Named<'busySeconds'> =>
  wholeField('busySeconds', 'Busy for', 's', seconds, [0, 600]);

/** How long a server takes to start. */
export const startupField = (seconds: number): Named<'startupSeconds'> =>
  wholeField('startupSeconds', 'Start-up', 's', seconds, [1, 1_800]);

/** How long one answer takes. */
export const latencyField = (value: number): Named<'latencyMs'> =>
  wholeField('latencyMs', 'Time for one answer', 'ms', value, [10, 60_000]);
