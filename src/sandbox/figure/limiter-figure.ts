/** The custom element of a live figure: numbers in, the same drawing out. It loads what draws on the first change. */
import { followForm } from './follow-form.ts';

/** `<limiter-figure>`: how a limiter counts, with numbers that can be changed. */
class LimiterFigure extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    followForm(form, async () => {
      const { redrawFigure } = await import('./redraw-figure.ts');
      redrawFigure(this, form);
    });
  }
}

if (!customElements.get('limiter-figure')) customElements.define('limiter-figure', LimiterFigure);
