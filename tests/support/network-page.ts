/** What tests of *Show in Network panel* run in a page. Each function is sent as source, so it uses nothing around it. */
import type { CodeSandbox } from '../../src/sandbox/element.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';

/** What a run left behind. */
export interface SeenRun {
  readonly trace: Trace;
  /** The requests to the mock endpoint that the browser knows of, as `429 https/host/path`; 0 where it keeps no status. */
  readonly listed: readonly string[];
  readonly note: string;
  /** How many service workers are registered. */
  readonly workers: number;
  /** The headers of the requests that the service worker brought back. */
  readonly carried: readonly Readonly<Record<string, string>>[];
}

/** Turns the switch of a sandbox, runs it, and tells what the browser saw. `code` takes the place of its files. */
export async function runInPage(id: string, on: boolean, code?: string): Promise<SeenRun> {
  await customElements.whenDefined('code-sandbox');
  const sandbox = document.getElementById(id) as CodeSandbox;
  const carried: Record<string, string>[] = [];
  const onMessage = ({ data }: MessageEvent<{ type: string; payload: { headers: Record<string, string> } }>): void => {
    if (data.type === 'REQUEST') carried.push(data.payload.headers);
  };
  // Not there in all of these tests.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  workers?.addEventListener('message', onMessage);
  performance.clearResourceTimings();
  const input = sandbox.querySelector<HTMLInputElement>('.network input');
  if (input === null) throw new Error('There is no switch.');
  if (input.checked !== on) input.click();
  if (code !== undefined) sandbox.files = { 'main.ts': code };
  const trace = await sandbox.run({ speed: 'instant' });
  workers?.removeEventListener('message', onMessage);
  const listed = performance.getEntriesByType('resource').flatMap((entry) => {
    const [, address] = entry.name.split('/__endpoint/');
    const status = 'responseStatus' in entry ? String(entry.responseStatus) : '0';
    return address === undefined ? [] : [`${status} ${address}`];
  });
  const note = sandbox.querySelector('.network-note')?.textContent ?? '';
  const registrations = await workers?.getRegistrations();
  return { trace, listed, note, workers: registrations?.length ?? 0, carried };
}

/** Turns the switch off and waits until no service worker is left. */
export async function turnOffInPage(id: string): Promise<string> {
  const root = document.getElementById(id);
  root?.querySelector<HTMLInputElement>('.network input')?.click();
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  while ((await workers?.getRegistrations())?.length) await new Promise(requestAnimationFrame);
  return root?.querySelector('.network-note')?.textContent ?? '';
}

/** Adds a sandbox with another scenario, as the page would have printed it; its numbers are the scenario's own. */
export async function addSandboxInPage(like: string, id: string, scenario: string): Promise<void> {
  const html = await (await fetch(location.href)).text();
  const printed = new DOMParser().parseFromString(html, 'text/html').getElementById(like);
  if (printed === null) throw new Error(`There is no sandbox "${like}".`);
  printed.id = id;
  printed.dataset['scenario'] = scenario;
  for (const number of printed.querySelectorAll('.number')) number.remove();
  document.body.append(document.adoptNode(printed));
}

/** Takes service workers away, as windows without them do. */
export function hideWorkersInPage(): void {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
}

/** Lets the browser refuse every service worker, as it does where storage is blocked. */
export function refuseWorkersInPage(): void {
  ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('No.', 'SecurityError'));
}

/** Makes the time limits of the switch run out at once. */
export function hurryInPage(): void {
  const start = window.setTimeout.bind(window);
  Reflect.set(window, 'setTimeout', (run: () => void, delayMs: number) =>
    start(run, delayMs === 3_000 || delayMs === 5_000 ? 0 : delayMs),
  );
}

/**
 * Lets the page believe that a service worker serves it, and MSW that it speaks with it. There is none, so the requests
 * meant for it take the way to the server. `greets`: whether it answers the page's greeting before each of them.
 */
export function feignWorkerInPage(greets: boolean): void {
  const container = new EventTarget();
  const tell = (data: unknown): void => {
    container.dispatchEvent(new MessageEvent('message', { data }));
  };
  const worker = Object.assign(new EventTarget(), {
    scriptURL: '',
    state: 'activated',
    postMessage(message: string): void {
      if (message === 'INTEGRITY_CHECK_REQUEST') tell({ type: 'INTEGRITY_CHECK_RESPONSE', payload: {} });
      if (message === 'MOCK_ACTIVATE') tell({ type: 'MOCKING_ENABLED', payload: { client: {} } });
      if (message === 'KEEPALIVE_REQUEST' && greets) tell({ type: 'KEEPALIVE_RESPONSE' });
      if (message === 'CLIENT_CLOSE') tell({ type: 'CLIENT_CLOSED' });
    },
  });
  const registration = {
    active: worker,
    installing: null,
    waiting: null,
    update: () => undefined,
    unregister() {
      worker.scriptURL = '';
      return Promise.resolve(true);
    },
  };
  Object.assign(container, {
    controller: null,
    getRegistrations: () => Promise.resolve(worker.scriptURL === '' ? [] : [registration]),
    register(url: string) {
      worker.scriptURL = url;
      Object.assign(container, { controller: worker });
      return Promise.resolve(registration);
    },
  });
  Object.defineProperty(navigator, 'serviceWorker', { value: container });
}
