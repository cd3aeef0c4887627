import type { CodeSandbox } from '../../src/sandbox/element.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';

/** The run of a sandbox that the build recorded. Goes to the page by its source. */
export async function recordedOf(id: string): Promise<Trace> {
  await customElements.whenDefined('code-sandbox');
  return (document.getElementById(id) as CodeSandbox).recorded();
}
