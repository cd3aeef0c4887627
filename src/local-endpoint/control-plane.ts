import { parseObject, textField, type JsonObject } from '../sandbox/endpoint/services/json-fields.ts';
import { formatCount } from '../sandbox/trace/duration.ts';
import type { LocalEndpoint } from './local-endpoint.ts';
import type { ClockKind } from './sessions.ts';

/** A request to what controls the endpoint. */
export interface ControlRequest {
  readonly method: string;
  /** Without a query. */
  readonly path: string;
  readonly text: string;
}

export interface ControlAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly allow?: string;
}

/** What controls an endpoint. */
export type Controlled = Omit<LocalEndpoint, 'listen'>;
export type ControlPlane = (request: ControlRequest) => Promise<ControlAnswer>;

type Action = (text: string) => Promise<unknown>;

/** Something is wrong with what was asked, and so nothing happened. */
class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const MOST_LOG_CHARACTERS = 10_000;
const MOST_SEED = 2 ** 32 - 1;

/** Paths that no server of a scenario has: they belong to the endpoint itself. */
export function isControlPath(path: string): boolean {
  return path.startsWith('/__');
}

function readObject(text: string, example: string): JsonObject {
  const object = parseObject(text);
  if (object !== undefined) return object;
  throw new ControlError(400, `The body is no JSON object. Send one such as ${example}.`);
}

function wholeNumber(object: JsonObject, name: string, most: number): number {
  const value = object[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  const range = most === Infinity ? 'from 0 on' : `from 0 to ${formatCount(most)}`;
  throw new ControlError(400, `"${name}" is ${JSON.stringify(value)}. Send a whole number ${range}.`);
}

function only(object: JsonObject, names: readonly string[]): void {
  const unknown = Object.keys(object).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new ControlError(400, `"${unknown}" is not known here. Use ${names.join(' or ')}.`);
}

/** Creates what controls an endpoint over HTTP, apart from who may use it. */
export function createControlPlane(endpoint: Controlled, clock: ClockKind): ControlPlane {
  async function moveClock(text: string): Promise<unknown> {
    if (clock === 'real')
      throw new ControlError(409, 'The clock is real: it moves by itself. Start with --clock manual to move it.');
    const object = readObject(text, '{"advanceMs":1000}');
    only(object, ['advanceMs', 'toMs']);
    if (Object.keys(object).length !== 1)
      throw new ControlError(400, 'Send either how far to move, {"advanceMs":1000}, or where to, {"toMs":1000}.');
    if ('toMs' in object) return endpoint.moveTo(wholeNumber(object, 'toMs', Infinity));
    return endpoint.advance(wholeNumber(object, 'advanceMs', Infinity));
  }

  async function log(text: string): Promise<unknown> {
    const object = readObject(text, '{"text":"Gave up."}');
    only(object, ['text']);
    const line = textField(object, 'text');
    if (line === undefined || line.length > MOST_LOG_CHARACTERS)
      throw new ControlError(400, `"text" must be a text of at most ${formatCount(MOST_LOG_CHARACTERS)} characters.`);
    await endpoint.log(line);
    return endpoint.clockState();
  }

  async function reset(text: string): Promise<unknown> {
    if (text.trim() === '') return endpoint.reset();
    const object = readObject(text, '{"seed":429}');
    only(object, ['seed']);
    return 'seed' in object ? endpoint.reset(wholeNumber(object, 'seed', MOST_SEED)) : endpoint.reset();
  }

  const paths: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
    '/__clock': { GET: () => endpoint.clockState(), POST: moveClock },
    '/__trace': { GET: () => endpoint.trace() },
    '/__log': { POST: log },
    '/__reset': { POST: reset },
  };

  return async ({ method, path, text }) => {
    const methods = Object.hasOwn(paths, path) ? paths[path] : undefined;
    if (methods === undefined) {
      const error = `There is no ${path} here. This endpoint is controlled through ${Object.keys(paths).join(', ')}.`;
      return { status: 404, json: { error } };
    }
    const action = Object.hasOwn(methods, method) ? methods[method] : undefined;
    const allow = Object.keys(methods).join(', ');
    if (action === undefined) return { status: 405, json: { error: `${path} takes ${allow}, not ${method}.` }, allow };
    try {
      return { status: 200, json: await action(text) };
    } catch (error) {
      if (error instanceof ControlError) return { status: error.status, json: { error: error.message } };
      if (error instanceof RangeError) return { status: 400, json: { error: error.message } };
      throw error;
    }
  };
}
