/**
 * `npm run endpoint -- --scenario hf-hub-window`: serves a scenario, or the server of a case of the exam, over real HTTP
 * on this machine, until it is stopped. `--list` shows what there is.
 *
 * Exit status: 0 when it was stopped, 2 when there was nothing to serve.
 */
import { loadRefusals } from '../sandbox/endpoint/load-refusals.ts';
import { chooseScenario } from './choose-scenario.ts';
import { listScenarios } from './list.ts';
import { createLocalEndpoint, type LocalEndpoint } from './local-endpoint.ts';
import { HELP, readArguments, type Asked } from './read-arguments.ts';
import { startLines } from './start-lines.ts';

type Serve = Extract<Asked, { kind: 'serve' }>;

const CODES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop what runs there',
  EACCES: 'is not yours to open: choose one above 1023',
};

async function listen(endpoint: LocalEndpoint, port: number): Promise<string> {
  try {
    return (await endpoint.listen(port)).origin;
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? CODES[String(error.code)] : undefined;
    if (why === undefined) throw error;
    throw new Error(`Port ${port} ${why}, or take any that is free with --port 0.`, { cause: error });
  }
}

async function serve({ scenario: id, settings, port, seed: given, clock }: Serve): Promise<void> {
  const { scenario, seed: own } = chooseScenario(id, settings);
  const refusals = await loadRefusals('src/content/refusals');
  const seed = given ?? own;
  const url = await listen(createLocalEndpoint({ scenario, refusals, seed, clock }), port);
  process.stdout.write(`${startLines({ url, scenario, clock }).join('\n')}\n`);
}

// At once, whoever waits for an answer.
process.once('SIGINT', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));

try {
  const asked = readArguments(process.argv.slice(2));
  if (asked.kind === 'help') console.log(HELP);
  else if (asked.kind === 'list') process.stdout.write(listScenarios());
  else await serve(asked);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
