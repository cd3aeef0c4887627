import { parseArgs } from 'node:util';
import type { ClockKind } from './sessions.ts';

/** What the command line asks for. */
export type Asked =
  | { readonly kind: 'list' }
  | { readonly kind: 'help' }
  | {
      readonly kind: 'serve';
      readonly scenario: string;
      readonly settings: Readonly<Record<string, number>>;
      readonly port: number;
      /** The scenario's own if it was not given. */
      readonly seed: number | undefined;
      readonly clock: ClockKind;
    };

const USAGE =
  'Usage: npm run endpoint -- --scenario ID [--set NAME=NUMBER] [--port 4290] [--seed N] [--clock real|manual], or --list.';
const DEFAULT_PORT = '4290';
/** How it is called, and what each option is for. */
export const HELP = `${USAGE}
  --scenario ID      the server: a scenario of the guides, or exam:CASE for one of the exam
  --set NAME=NUMBER  another value for a number of the scenario; once for each
  --port N           4290 if left out; 0 takes any that is free
  --seed N           what chance comes from, such as how long each answer takes
  --clock manual     a clock that stands still until POST /__clock moves it; real goes by itself
  --list             shows all that can be served
Ends with status 0 when it is stopped, 2 if there was nothing to serve.`;
const MOST_SEED = 2 ** 32 - 1;

/** Reads the command line. Throws a sentence for what makes no sense. */
export function readArguments(args: readonly string[]): Asked {
  const { values } = parseOptions(args);
  if (values.help) return { kind: 'help' };
  if (values.list) return { kind: 'list' };
  if (values.scenario === undefined) throw new Error(`Which scenario? --list shows them. ${USAGE}`);
  return {
    kind: 'serve',
    scenario: values.scenario,
    settings: readSettings(values.set),
    port: readWhole('--port', values.port, 65_535, 'such as 4290; 0 takes any that is free'),
    seed: values.seed === undefined ? undefined : readWhole('--seed', values.seed, MOST_SEED, 'such as 429'),
    clock: readClock(values.clock),
  };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scenario: { type: 'string' },
        port: { type: 'string', default: DEFAULT_PORT },
        seed: { type: 'string' },
        set: { type: 'string', multiple: true, default: [] },
        clock: { type: 'string', default: 'real' },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    // Node says what is wrong with which argument, but not what there is.
    throw new Error(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`, { cause: error });
  }
}

function readWhole(option: string, text: string, most: number, such: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new Error(`${option} is "${text}". Give a whole number from 0 to ${most}, ${such}.`);
}

function readClock(text: string): ClockKind {
  if (text === 'real' || text === 'manual') return text;
  throw new Error(`--clock is "${text}". Use real, which goes by itself, or manual, which POST /__clock moves.`);
}

function readSettings(pairs: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, text] = /^([A-Za-z]+)=(-?\d+(?:\.\d+)?)$/.exec(pair) ?? [];
      if (name === undefined || text === undefined)
        throw new Error(`--set is "${pair}". Give a name and a number, such as limit=5; --list shows the names.`);
      return [name, Number(text)] as const;
    }),
  );
}
