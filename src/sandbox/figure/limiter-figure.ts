/** The custom element of a live figure: numbers in, the same drawing out. It loads what draws on the first change. */
import { figureKinds, isFigureName } from './figure-kinds.ts';
import { followForm, readForm } from './number-form.ts';

/** `<limiter-figure>`: how a limiter counts, with numbers that can be changed. */
class LimiterFigure extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const name = this.dataset['figure'] ?? '';
    if (form === null || !isFigureName(name)) return;
    const draw = async (): Promise<void> => {
      const values = readForm(form, figureKinds[name].fields);
      if (values === undefined) return;
      const { drawFigure } = await import('./draw-figure.ts');
      const { svg, table, sentence } = drawFigure(name, values, this.id);
      this.#put('.drawing', svg);
      this.#put('.twin', table);
      const status = this.querySelector('.sentence');
      if (status !== null) status.textContent = sentence;
    };
    followForm(form, () => void draw());
  }

  #put(selector: string, html: string): void {
    const place = this.querySelector(selector);
    if (place !== null) place.innerHTML = html;
  }
}

if (!customElements.get('limiter-figure')) customElements.define('limiter-figure', LimiterFigure);
