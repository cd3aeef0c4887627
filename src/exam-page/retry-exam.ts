/** The custom element of the exam's page. It wires; what it does comes with the first press. */
import { CLAIMS } from '../exam/exam-case.ts';
import type { GradedCase } from '../exam/grade.ts';
import { createEditStorage, type EditStorage } from '../sandbox/element/edit-storage.ts';
import { forwardPresses } from '../sandbox/element/forward.ts';
import { part } from '../sandbox/element/part.ts';
import type { SavedEdits } from '../sandbox/element/saved-edits.ts';
import type { Exam } from './exam.ts';

/** What the reader may change: the code, and what it claims. */
const EDITABLE = { files: ['client.ts'], numbers: CLAIMS };

/** `<retry-exam>`: code that is put through all cases of the page. */
export class RetryExam extends HTMLElement {
  #isOpen = false;
  #opening: Promise<Exam> | undefined;

  connectedCallback(): void {
    if (this.#opening !== undefined) return;
    const code = part(this, '.file', HTMLElement);
    forwardPresses(
      this,
      () => this.#isOpen,
      () => this.#open(),
    );
    // Whoever clicks into the code, or pastes over it, wants to change it.
    code.addEventListener('click', () => {
      if (getSelection()?.isCollapsed !== false) this.#open().then((exam) => exam.edit(), ignore);
    });
    this.addEventListener('paste', (event) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text === '' || !(event.target instanceof HTMLPreElement)) return;
      event.preventDefault();
      this.#open().then((exam) => exam.setCode(text), ignore);
    });
    const { files, numbers } = this.#storage().load(EDITABLE);
    if (Object.keys(files).length + Object.keys(numbers).length > 0) this.#open({ files, numbers }).catch(ignore);
  }

  disconnectedCallback(): void {
    this.stop();
  }

  /** Puts other code in the place of what stands there. */
  async setCode(code: string): Promise<void> {
    (await this.#open()).setCode(code);
  }

  /** Runs the exam; resolves with the cases that were graded when it ends, or is stopped. Rejects if there is nothing to examine. */
  async run(): Promise<readonly GradedCase[]> {
    return (await this.#open()).run();
  }

  /** Ends the exam at once, whatever the code does. */
  stop(): void {
    this.#opening?.then((exam) => exam.stop(), ignore);
  }

  #storage(): EditStorage {
    return createEditStorage(`exam:${location.pathname}`, () => sessionStorage);
  }

  #open(saved?: SavedEdits): Promise<Exam> {
    this.#opening ??= this.#bring(saved);
    return this.#opening;
  }

  async #bring(saved: SavedEdits | undefined): Promise<Exam> {
    try {
      const { createExam } = await import('./exam.ts');
      const exam = createExam(this, this.#storage(), saved);
      this.#isOpen = true;
      return exam;
    } catch (error) {
      this.#opening = undefined;
      const line = part(this, '.trouble', HTMLElement);
      line.textContent = 'The exam could not be loaded. Check your connection and try again.';
      throw error;
    }
  }
}

/** Who presses a button has no script to catch what the page has told. */
function ignore(): void {
  return undefined;
}

if (!customElements.get('retry-exam')) customElements.define('retry-exam', RetryExam);
