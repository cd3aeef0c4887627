/** The custom element of the calculator: numbers in, three sentences out. */
import { followForm, readForm } from '../figure/number-form.ts';
import { calculatorModes } from './calculator-fields.ts';

/** `<buy-more>`: how long a job takes, how much to keep in flight, and whether an upgrade helps. */
class BuyMore extends HTMLElement {
  connectedCallback(): void {
    for (const [name, { fields, advise }] of Object.entries(calculatorModes)) {
      const form = this.querySelector(`form[data-mode="${name}"]`);
      if (!(form instanceof HTMLFormElement)) continue;
      followForm(form, () => {
        const values = readForm(form, fields);
        if (values === undefined) return;
        for (const [part, sentence] of Object.entries(advise(values))) {
          const place = this.querySelector(`[data-advice="${name}-${part}"]`);
          if (place !== null) place.textContent = sentence;
        }
      });
    }
  }
}

if (!customElements.get('buy-more')) customElements.define('buy-more', BuyMore);
