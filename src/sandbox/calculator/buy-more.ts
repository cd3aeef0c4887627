/** The custom element of the calculator: numbers in, three sentences out. It loads what reckons on the first change. */
import { followForm } from '../figure/follow-form.ts';

/** `<buy-more>`: how long a job takes, how much to keep in flight, and whether an upgrade helps. */
class BuyMore extends HTMLElement {
  connectedCallback(): void {
    for (const form of this.querySelectorAll('form')) {
      followForm(form, async () => {
        const { adviseForm } = await import('./advise-form.ts');
        adviseForm(this, form);
      });
    }
  }
}

if (!customElements.get('buy-more')) customElements.define('buy-more', BuyMore);
