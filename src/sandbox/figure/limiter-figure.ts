/** The custom element of a live figure: numbers in, the same drawing out. It loads what draws on the first change. */
import { fieldProblem, figureKinds, isFigureName, type FigureField, type FigureValues } from './figure-kinds.ts';

/** `<limiter-figure>`: how a limiter counts, with numbers that can be changed. */
class LimiterFigure extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const name = this.dataset['figure'] ?? '';
    if (form === null || !isFigureName(name)) return;
    const { fields } = figureKinds[name];
    form.hidden = false;
    const draw = async (): Promise<void> => {
      const values = readValues(form, fields);
      if (values === undefined) return;
      const { drawFigure } = await import('./draw-figure.ts');
      const { svg, table, sentence } = drawFigure(name, values, this.id);
      this.#put('.drawing', svg);
      this.#put('.twin', table);
      const status = this.querySelector('.sentence');
      if (status !== null) status.textContent = sentence;
    };
    form.addEventListener('input', () => void draw());
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => queueMicrotask(() => void draw()));
  }

  #put(selector: string, html: string): void {
    const place = this.querySelector(selector);
    if (place !== null) place.innerHTML = html;
  }
}

/** Reads the fields, and says beside each what is wrong with it; `undefined` if anything is. */
function readValues(form: HTMLFormElement, fields: readonly FigureField[]): FigureValues | undefined {
  const values: Record<string, number> = {};
  let hasProblem = false;
  for (const field of fields) {
    const input = form.elements.namedItem(field.name);
    if (!(input instanceof HTMLInputElement)) continue;
    const problem = fieldProblem(field, input.value);
    const place = input.getAttribute('aria-describedby');
    const note = place === null ? null : document.getElementById(place);
    if (note !== null) note.textContent = problem ?? '';
    input.toggleAttribute('aria-invalid', problem !== undefined);
    if (problem === undefined) values[field.name] = Number(input.value);
    else hasProblem = true;
  }
  return hasProblem ? undefined : values;
}

if (!customElements.get('limiter-figure')) customElements.define('limiter-figure', LimiterFigure);
