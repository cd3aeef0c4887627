import type { SandboxModel } from './model.ts';
import { readNumber } from './number-field.ts';

/** The fields of the endpoint's numbers. */
export interface NumberInputs {
  /** Shows what the model holds, with a sentence beside each number that is none. */
  show(): void;
  /** Leads the reader to a number that is none. */
  focus(name: string): void;
}

/** Finds the fields, which write into the model by themselves. */
export function createNumberInputs(root: HTMLElement, model: SandboxModel): NumberInputs {
  const inputs = new Map<string, HTMLInputElement>();
  for (const input of root.querySelectorAll('.number input')) {
    if (input instanceof HTMLInputElement) inputs.set(input.name, input);
  }

  return {
    show() {
      for (const field of model.fields) {
        const input = inputs.get(field.name);
        if (input === undefined) continue;
        const typed = model.typed(field.name);
        if (input.value !== typed) input.value = typed;
        showProblem(input, readNumber(field, typed));
      }
    },
    focus(name) {
      inputs.get(name)?.focus();
    },
  };
}

/** Writes the sentence beside the field, or takes it away. */
function showProblem(input: HTMLInputElement, reading: ReturnType<typeof readNumber>): void {
  const field = input.closest('.number');
  const shown = field?.nextElementSibling?.matches('.problem') ? field.nextElementSibling : null;
  input.setAttribute('aria-invalid', String(reading.kind === 'problem'));
  if (reading.kind === 'value') {
    shown?.remove();
    input.removeAttribute('aria-describedby');
    return;
  }
  const sentence = shown ?? document.createElement('p');
  sentence.className = 'problem';
  sentence.id = `${input.id}-problem`;
  sentence.textContent = reading.problem;
  if (shown === null) field?.after(sentence);
  input.setAttribute('aria-describedby', sentence.id);
}
