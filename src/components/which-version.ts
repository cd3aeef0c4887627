import type { Answer } from './version-answer.ts';

/** Takes a copy of a fix and says which version it is. What does the work comes with the first paste. */
class WhichVersion extends HTMLElement {
  /** Counts the questions, so that a late answer to an earlier one is passed over. */
  private asked = 0;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const field = this.querySelector('textarea');
    if (form === null || field === null) return;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.answer(field.value);
    });
    // A whole file is pasted rather than typed, and then there is nothing to wait for.
    field.addEventListener('paste', () => setTimeout(() => void this.answer(field.value)));
  }

  private async answer(text: string): Promise<void> {
    const question = (this.asked += 1);
    const { sentence, content } = await this.find(text);
    if (question !== this.asked) return;
    const verdict = this.querySelector('.verdict');
    if (verdict !== null) verdict.textContent = sentence;
    this.querySelector('.answer')?.replaceChildren(...content);
    verdict?.scrollIntoView({ block: 'nearest' });
  }

  private async find(text: string): Promise<Answer> {
    try {
      const { findVersion } = await import('./version-answer.ts');
      return await findVersion(text, this.dataset['fixes'] ?? '/fixes/');
    } catch {
      // Of what can fail here only the network does: the module or the list of versions did not come.
      const sentence = 'The list of versions could not be loaded. Look at your connection, and ask again.';
      return { sentence, content: [] };
    }
  }
}

customElements.define('which-version', WhichVersion);
