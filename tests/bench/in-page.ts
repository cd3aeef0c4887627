/** What runs in the page under measurement. Each function is sent as source, so it uses nothing from outside itself. */

/** A sandbox element, as far as a measurement needs it. */
interface MeasuredSandbox extends HTMLElement {
  files: Record<string, string>;
  run(options: { speed: 'instant' }): Promise<{ events: { t: number; kind: string; outcome?: string }[] }>;
}

/** An exam element, as far as a measurement needs it. */
interface MeasuredExam extends Element {
  setCode(code: string): Promise<void>;
  run(): Promise<{ traces: unknown[] }[]>;
}

/** Times one floor in ms: an empty opaque-origin frame, a worker in it, and one message back. */
export async function floorInPage(frameUrl: string): Promise<number> {
  const begun = performance.now();
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.src = frameUrl;
  const loaded = new Promise((resolve) => {
    frame.onload = resolve;
  });
  document.body.append(frame);
  await loaded;
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((resolve) => {
    port1.onmessage = resolve;
  });
  const code = 'onmessage = (event) => event.ports[0].postMessage(1)';
  frame.contentWindow?.postMessage({ code }, '*', [port2, new MessageChannel().port2]);
  await answered;
  frame.remove();
  return performance.now() - begun;
}

/** Times the floor of an exam in ms: one frame, and in it so many bare workers, a few at once, with one message each. */
export async function workersInPage(frameUrl: string, count: number, atOnce: number): Promise<number> {
  const begun = performance.now();
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.src = frameUrl;
  const loaded = new Promise((resolve) => {
    frame.onload = resolve;
  });
  document.body.append(frame);
  await loaded;
  const code = 'onmessage = (event) => event.ports[0].postMessage(1)';
  let left = count;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const [{ port1, port2 }, control] = [new MessageChannel(), new MessageChannel()];
      const answered = new Promise((resolve) => {
        port1.onmessage = resolve;
      });
      frame.contentWindow?.postMessage({ code }, '*', [port2, control.port2]);
      await answered;
      port1.close();
      control.port1.postMessage('end');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  frame.remove();
  return performance.now() - begun;
}

/**
 * Times one exam in ms, from the call to its end, with how many runs it took: of the code that the page prints, or of
 * this that takes its place.
 */
export async function examInPage(code: string | null): Promise<{ realMs: number; runs: number }> {
  await customElements.whenDefined('retry-exam');
  const exam = document.querySelector('retry-exam');
  const isExam = (element: Element | null): element is MeasuredExam => element !== null && 'run' in element;
  if (!isExam(exam)) throw new Error('There is no exam on this page.');
  if (code !== null) await exam.setCode(code);
  const begun = performance.now();
  const graded = await exam.run();
  const realMs = performance.now() - begun;
  return { realMs, runs: graded.reduce((sum, { traces }) => sum + traces.length, 0) };
}

/** Times one instant run in ms, of `code` or as printed, from the call to its end, with the run's length in virtual ms. */
export async function runInPage(
  id: string,
  code: string | null,
): Promise<{ realMs: number; virtualMs: number; responses: number }> {
  const isSandbox = (element: Element | null): element is MeasuredSandbox => element !== null && 'run' in element;
  await customElements.whenDefined('code-sandbox');
  const sandbox = document.getElementById(id);
  if (!isSandbox(sandbox)) throw new Error(`There is no sandbox "${id}".`);
  const [entry = 'main.ts'] = Object.keys(sandbox.files);
  if (code !== null && sandbox.files[entry] !== code) sandbox.files = { ...sandbox.files, [entry]: code };
  const begun = performance.now();
  const { events } = await sandbox.run({ speed: 'instant' });
  const realMs = performance.now() - begun;
  const end = events[events.length - 1];
  if (end?.kind !== 'end' || (end.outcome !== 'succeeded' && end.outcome !== 'failed')) {
    throw new Error(`The run did not come to its end: ${JSON.stringify(end)}`);
  }
  return { realMs, virtualMs: end.t, responses: events.filter(({ kind }) => kind === 'response').length };
}

/** Lets the page come to rest, so that a spare isolate stands ready. */
export function restInPage(restMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, restMs));
}

/** Goes to a sandbox, as whoever runs it has. */
export function scrollInPage(id: string): void {
  document.getElementById(id)?.scrollIntoView({ behavior: 'instant', block: 'center' });
}

/** The scripts that the page has loaded so far. */
export function scriptsInPage(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ pathname }) => pathname.endsWith('.js'))
    .map(({ pathname }) => pathname);
}

/** Layout shift, and the time for which long tasks blocked the page, until it is all laid out. Chromium only. */
export async function calmInPage(): Promise<{ shift: number; blockedMs: number }> {
  const seen = { shift: 0, blockedMs: 0 };
  const watch = (type: string, add: (entry: PerformanceEntry) => void): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type, buffered: true });
  };
  watch('layout-shift', (entry) => {
    seen.shift += Number(Reflect.get(entry, 'value'));
  });
  watch('longtask', (entry) => {
    seen.blockedMs += entry.duration - 50;
  });
  const isAtRest = (): boolean =>
    document.readyState === 'complete' && document.querySelector('code-sandbox:not(.is-laid-out)') === null;
  while (!isAtRest()) await new Promise((resolve) => setTimeout(resolve, 100));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return seen;
}
