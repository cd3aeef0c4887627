import type { SandboxModel } from './model.ts';
import { readNumber } from './number-field.ts';

/** The fields of the endpoint's numbers. */
export interface NumberInputs {
  /** Shows what the model holds, with a sentence beside each number that is none. */
  show(): void;
  /** Leads the reader to a number that is none. */
  focus(name: string): void;
}

/** Ties the printed fields to the model. What is typed stays as it was typed, right or wrong. */
export function createNumberInputs(root: HTMLElement, model: SandboxModel): NumberInputs {
  const inputs = new Map<string, HTMLInputElement>();
  for (const input of root.querySelectorAll('input[data-number]')) {
    if (input instanceof HTMLInputElement) inputs.set(input.dataset['number'] ?? '', input);
  }
  for (const [name, input] of inputs) input.addEventListener('input', () => model.setTyped(name, input.value));

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

function showProblem(input: HTMLInputElement, reading: ReturnType<typeof readNumber>): void {
  const isWrong = reading.kind === 'problem';
  input.setAttribute('aria-invalid', String(isWrong));
  const sentence = document.getElementById(input.getAttribute('aria-describedby') ?? '');
  const text = isWrong ? reading.problem : '';
  if (sentence !== null && sentence.textContent !== text) sentence.textContent = text;
}
