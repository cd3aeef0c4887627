import { onTestFinished } from 'vitest';
import { chooseScenario } from '../../src/local-endpoint/choose-scenario.ts';
import { createLocalEndpoint, type LocalEndpoint } from '../../src/local-endpoint/local-endpoint.ts';
import type { RealTime } from '../../src/local-endpoint/real-time.ts';
import type { ClockKind } from '../../src/local-endpoint/sessions.ts';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';

const refusals = await loadRefusals('src/content/refusals');

interface Served {
  readonly settings?: Readonly<Record<string, number>>;
  /** @default 'manual' */
  readonly clock?: ClockKind;
  readonly seed?: number;
  readonly time?: RealTime;
}

/** Serves a scenario over real HTTP until the test is over. */
export async function serve(id: string, served: Served = {}): Promise<LocalEndpoint & { readonly url: string }> {
  const { settings = {}, clock = 'manual', time } = served;
  const { scenario, seed } = chooseScenario(id, settings);
  const endpoint = createLocalEndpoint({
    scenario,
    refusals,
    seed: served.seed ?? seed,
    clock,
    ...(time && { time }),
  });
  const { origin, close } = await endpoint.listen(0);
  onTestFinished(close);
  return { ...endpoint, url: origin };
}

/** Resolves when so many requests wait for an answer there. */
export async function untilOpen(endpoint: LocalEndpoint, count: number): Promise<void> {
  while ((await endpoint.clockState()).open !== count) await new Promise((resolve) => setImmediate(resolve));
}
