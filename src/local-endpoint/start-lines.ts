import type { ResolvedScenario } from '../sandbox/endpoint/scenario.ts';
import { curlLine, exampleCall } from './example-call.ts';
import type { ClockKind } from './sessions.ts';

interface Started {
  readonly url: string;
  readonly scenario: ResolvedScenario;
  readonly clock: ClockKind;
}

/** What the command prints when it listens: where, and how to call what. */
export function startLines({ url, scenario, clock }: Started): readonly string[] {
  const [first, ...others] = scenario.hosts.map(({ origin }) => origin.replace('*', '<your endpoint>'));
  return [
    `Listening on ${url} (${scenario.id}, ${clock} clock). Stop with Ctrl+C.`,
    `  ${url}/ is ${first}/`,
    ...others.map((origin) => `  ${url}/${new URL(origin).host}/ is ${origin}/`),
    `  ${curlLine(url, exampleCall(scenario))}`,
    ...(clock === 'manual' ? [`  curl -d '{"advanceMs":1000}' ${url}/__clock`] : []),
    `  curl ${url}/__trace`,
  ];
}
