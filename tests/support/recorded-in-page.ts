import type { CodeSandbox } from '../../src/sandbox/element.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';

/**
 * The run of a sandbox that the build recorded, once the page is at rest: while it lays its sandboxes out it asks for
 * frames too, which a test that counts them would count. Goes to the page by its source.
 */
export async function recordedOf(id: string): Promise<Trace> {
  await customElements.whenDefined('code-sandbox');
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(look);
    function look(): void {
      if (document.querySelector('code-sandbox:not(.is-laid-out)') !== null) return;
      observer.disconnect();
      resolve();
    }
    observer.observe(document.body, { subtree: true, attributeFilter: ['class'] });
    look();
  });
  return (document.getElementById(id) as CodeSandbox).recorded();
}
