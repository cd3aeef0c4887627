/** The custom element of a sandbox. It wires; what it does lies in `element/`, most of it loaded on the first run. */
import type { ElementRunOptions, ElementScenario, RunEndEvent } from './element/element-types.ts';
import { createSandbox, type Sandbox } from './element/sandbox.ts';
import type { Trace } from './trace/events.ts';

/** `<code-sandbox>`: code that runs against a mock endpoint, and a picture of what came of it. */
export class CodeSandbox extends HTMLElement {
  #sandbox: Sandbox | undefined;
  #trace: Trace | undefined;

  connectedCallback(): void {
    this.#sandbox ??= createSandbox(this, (trace) => {
      this.#trace = trace;
      const event: RunEndEvent = new CustomEvent('run-end', { detail: { trace }, bubbles: true });
      this.dispatchEvent(event);
    });
  }

  disconnectedCallback(): void {
    this.#sandbox?.stop();
  }

  /** File name -> text, as the reader has it now. Setting it puts other files in place. */
  get files(): Record<string, string> {
    return this.#alive().files();
  }

  set files(files: Readonly<Record<string, string>>) {
    this.#alive().setFiles(files);
  }

  /** The endpoint, its numbers and the seed. Setting it throws a sentence for what is out of bounds. */
  get scenario(): ElementScenario {
    return this.#alive().scenario();
  }

  set scenario(scenario: Partial<ElementScenario>) {
    this.#alive().setScenario(scenario);
  }

  /** The trace of the last run in this page; the recorded one is not it. */
  get trace(): Trace | undefined {
    return this.#trace;
  }

  /** Runs the files and plays what came of it; resolves when the playback ends, or the run is stopped. */
  run(options?: ElementRunOptions): Promise<Trace> {
    return this.#alive().run(options);
  }

  /** Ends the run at once, whatever its code does. */
  stop(): void {
    this.#alive().stop();
  }

  /** The trace that the build made of the guide's own code. */
  recorded(): Promise<Trace> {
    return this.#alive().recorded();
  }

  #alive(): Sandbox {
    if (this.#sandbox !== undefined) return this.#sandbox;
    throw new Error('This sandbox is not in the page yet. Append it first.');
  }
}

if (!customElements.get('code-sandbox')) customElements.define('code-sandbox', CodeSandbox);
