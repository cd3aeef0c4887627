/** The custom element of a sandbox. It wires; what it does lies in `element/`, most of it loaded on the first press. */
import type { ElementRunOptions, ElementScenario, RunEndEvent } from './element/element-types.ts';
import { createShell, type Shell } from './element/shell.ts';
import type { Trace } from './trace/events.ts';

/** `<code-sandbox>`: code that runs against a mock endpoint, and a picture of what came of it. */
export class CodeSandbox extends HTMLElement {
  #shell: Shell | undefined;
  #trace: Trace | undefined;

  connectedCallback(): void {
    this.#shell ??= createShell(this, async (shell) => {
      const { createSandbox } = await import('./element/sandbox.ts');
      return createSandbox(shell, (trace) => this.#end(trace));
    });
  }

  disconnectedCallback(): void {
    this.stop();
  }

  /** File name -> text, as the reader has it now. Setting it puts other files in place. */
  get files(): Record<string, string> {
    return this.#alive().model.files();
  }

  set files(files: Readonly<Record<string, string>>) {
    this.#alive().model.replaceFiles(files);
  }

  /** The endpoint, its numbers and the seed. Setting it throws a sentence for what is out of bounds. */
  get scenario(): ElementScenario {
    const { model, markup } = this.#alive();
    const { seed = 0, ...settings } = model.numbers().values;
    return { id: markup.scenarioId, seed, settings };
  }

  set scenario({ id, seed, settings }: Partial<ElementScenario>) {
    const { model, markup } = this.#alive();
    if (id !== undefined && id !== markup.scenarioId) {
      throw new RangeError(`This sandbox has the scenario "${markup.scenarioId}" alone, not "${id}".`);
    }
    model.setNumbers({ ...settings, ...(seed !== undefined && { seed }) });
  }

  /** The trace of the last run in this page; the recorded one is not it. */
  get trace(): Trace | undefined {
    return this.#trace;
  }

  /** Runs the files and plays what came of it; resolves when the playback ends, or the run is stopped. */
  async run(options?: ElementRunOptions): Promise<Trace> {
    const shell = this.#alive();
    shell.prepare();
    return (await shell.open()).run(options);
  }

  /** Ends the run at once, whatever its code does. */
  stop(): void {
    this.#shell?.asked()?.then(
      (sandbox) => sandbox.stop(),
      // What did not come has nothing to stop.
      () => undefined,
    );
  }

  /** The trace that the build made of the guide's own code. */
  async recorded(): Promise<Trace> {
    return (await this.#alive().open()).recorded();
  }

  #end(trace: Trace): void {
    this.#trace = trace;
    const event: RunEndEvent = new CustomEvent('run-end', { detail: { trace }, bubbles: true });
    this.dispatchEvent(event);
  }

  #alive(): Shell {
    if (this.#shell !== undefined) return this.#shell;
    throw new Error('This sandbox is not in the page yet. Append it first.');
  }
}

if (!customElements.get('code-sandbox')) customElements.define('code-sandbox', CodeSandbox);
