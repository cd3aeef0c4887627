import { wholeAnswer, type AnswerPlan } from './answer-plan.ts';
import { sseEvent } from './services/event-stream.ts';
import { fill, type FillValues } from './template.ts';
import type { WireForm, WireRefusal } from './wire-refusal.ts';

/** Finds a form by its full name, such as `tgi-overloaded/plain`. */
export function findForm(refusals: ReadonlyMap<string, WireRefusal>, formName: string): WireForm {
  const [id = '', name] = formName.split('/');
  const refusal = refusals.get(id);
  const form = refusal?.forms.find((candidate) => candidate.name === name);
  if (form !== undefined) return form;
  const known = [...refusals.values()].flatMap(({ id: known, forms }) => forms.map((one) => `${known}/${one.name}`));
  throw new Error(`Failed to find the refusal "${formName}": it is not loaded. There are: ${known.join(', ')}.`);
}

/** The answer that a form makes, with what the server fills in. */
export function refusalAnswer(form: WireForm, values: FillValues, afterMs: number): AnswerPlan {
  const body = form.body ?? (form.events ?? []).map(sseEvent).join('');
  return wholeAnswer({
    status: form.status,
    statusText: form.statusText,
    headers: form.headers.map(([name, value]) => [name, fill(value, values)]),
    body: fill(body, values),
    afterMs,
  });
}
