/** A change to one source file, or to the frame's document, on its way into a test's bundle. */
export interface SourceChange {
  readonly file: string;
  readonly find: string | RegExp;
  readonly replaceBy: string;
}

/** Keeps for the snippet what the stand-ins would take the place of. */
const KEEP_NATIVES = `{
  const kept = ['fetch', 'Blob', 'Request', 'Response', 'ReadableStream', 'setTimeout', 'EventTarget', 'Function'];
  const natives = Object.fromEntries(kept.map((name) => [name, Reflect.get(scope, name)]));
  const { fetch } = natives;
  const createObjectURL = URL.createObjectURL.bind(URL);
  Reflect.set(scope, 'natives', { ...natives, createObjectURL, fetch: (...args) => fetch(...args) });
}`;

/**
 * What stands between a snippet and harm. To show that a case bites, a test takes away the guards that hold it: these
 * changes are made to the sources as they are bundled, never to the sources themselves.
 */
export const GUARDS = {
  /** Only the allowed globals are there. */
  allowlist: [
    { file: 'isolate/globals.ts', find: 'deleteGlobals(scope, new Set(kept));', replaceBy: KEEP_NATIVES },
    { file: 'isolate/globals.ts', find: 'patchEvents(scope, clock);', replaceBy: '' },
  ],
  /** The language's and the platform's classes can't be changed. */
  freezing: [
    { file: 'isolate/globals.ts', find: 'freezeIntrinsics(scope, LANGUAGE_GLOBALS, WEB_GLOBALS);', replaceBy: '' },
    { file: 'isolate/language-stand-ins.ts', find: '...KEEPS_ITS_STACKS,', replaceBy: '' },
  ],
  /** The language's own ways to make code of text refuse to. */
  'code from strings': [{ file: 'isolate/globals.ts', find: 'refuseCodeFromStrings(scope);', replaceBy: '' }],
  /** Files are read only when the world is locked down. */
  'late reading': [
    {
      file: 'isolate/runtime.ts',
      find: '  const restoreWorld = prepareGlobals({',
      replaceBy: '  const restoreWorld = () => true; const lockDown = () => prepareGlobals({',
    },
    { file: 'isolate/runtime.ts', find: '    state.go(', replaceBy: '    lockDown(); state.go(' },
  ],
  /** The host refuses code in which the engine would see more than the compiler did. */
  'hidden code': [
    {
      file: 'host/start-run.ts',
      find: 'await refuseHiddenCode(made)',
      replaceBy: 'made',
    },
  ],
  /** The runtime is strict code, of which no engine tells who called it. */
  strictness: [],
  /** The frame's origin is its own: no storage, no dialogs, no navigation, no way to the page. */
  origin: [{ file: 'host/frame.ts', find: "frame.setAttribute('sandbox', 'allow-scripts');", replaceBy: '' }],
  /** The frame's Content Security Policy. */
  policy: [{ file: 'frame.html', find: /<meta http-equiv="Content-Security-Policy"[^>]*>/, replaceBy: '' }],
  /** The frame passes nothing on from its worker to the page. */
  'silent frame': [
    {
      file: 'frame.html',
      find: 'const worker = new Worker(url);',
      replaceBy: "const worker = new Worker(url); worker.onmessage = ({ data }) => parent.postMessage(data, '*');",
    },
  ],
  /** The isolate's port is out of the reader's reach. */
  'hidden port': [
    {
      file: 'isolate/browser-worker.ts',
      find: 'const post = port.postMessage.bind(port);',
      replaceBy: "const post = port.postMessage.bind(port); Reflect.set(globalThis, 'leakedPort', port);",
    },
  ],
  /** A run's worker is ended with the run. */
  'ended worker': [{ file: 'frame.html', find: 'control.onmessage = () => worker.terminate();', replaceBy: '' }],
  /** What was cut off loses its frame. */
  'ended frame': [
    {
      file: 'host/isolate-lanes.ts',
      find: 'else renew(lane);',
      replaceBy: 'else lane.next = heard(lane.frame.spawn());',
    },
  ],
  /** An isolate is put back to what it was before it serves a second run, and forgets what the first had planned. */
  'as it was': [
    { file: 'isolate/runtime.ts', find: 'state?.isOver() !== true || !runs.restoreWorld()', replaceBy: 'false' },
    { file: 'isolate/runtime.ts', find: '        runs.reset();\n', replaceBy: '' },
  ],
  /** The frame makes workers for the page alone. */
  'the parent alone': [{ file: 'frame.html', find: 'source !== parent || ', replaceBy: '' }],
  /** The isolate counts what it prints and sends. */
  'isolate budgets': [{ file: 'isolate/outbox.ts', find: 'overrun = check(item, itemBytes);', replaceBy: '' }],
  /** The runtime reads nothing of the reader's without care. */
  'careful reading': [
    {
      file: 'isolate/reflection.ts',
      find: 'return value instanceof maker;',
      replaceBy: '} finally {} return value instanceof maker; try {',
    },
    {
      file: 'isolate/reflection.ts',
      find: /return typeof text === 'string' \? text : undefined;\n  } catch {/,
      replaceBy: 'return text; } finally {} try {} catch {',
    },
    {
      file: 'isolate/request.ts',
      find: 'parseUrl(String(from?.url ?? input))',
      replaceBy: 'from?.url ?? parseUrl(String(input))',
    },
    { file: 'isolate/request.ts', find: '!isSignal(signal)', replaceBy: 'false' },
    {
      file: 'isolate/signal.ts',
      find: 'Reflect.get(EventTarget.prototype, name)',
      replaceBy: 'Reflect.get(signal, name)',
    },
    { file: 'isolate/log-table.ts', find: 'Array.from(columns, String)', replaceBy: 'columns.map(String)' },
    {
      file: 'isolate/inspect.ts',
      find: "return '[a value that cannot be shown]';",
      replaceBy: 'return inspectAt(value, options, options.depth, []);',
    },
    { file: 'isolate/errors.ts', find: 'return text.length <= most ? text', replaceBy: 'return true ? text' },
    { file: 'isolate/browser-worker.ts', find: '//# sourceURL=${name}', replaceBy: '' },
    { file: 'isolate/request.ts', find: 'known.bytes.slice()', replaceBy: 'known.bytes' },
    { file: 'isolate/network.ts', find: 'headers.length <= MOST_HEADERS', replaceBy: 'true' },
    {
      file: 'isolate/format-log.ts',
      find: '// It holds a circle, a bigint or a getter that throws; printing never throws.',
      replaceBy: 'JSON.stringify(value);',
    },
  ],
  /** The host checks what it gets. */
  'host checks': [
    {
      file: 'host/parse-message.ts',
      find: 'const message = fields(value);',
      replaceBy: 'return value; const message = fields(value);',
    },
    // What it trusted may make it fail; the run that goes on nevertheless tells that the message was let in.
    {
      file: 'host/session.ts',
      find: "receive(value).catch((error: unknown) => {\n      close('broken-protocol');",
      replaceBy:
        "receive(value).catch((error) => {\n      if (error instanceof ProtocolError) close('broken-protocol');",
    },
    { file: 'host/mediator.ts', find: /if \(!open\.delete\(id\)\) throw[^;]*;/, replaceBy: 'open.delete(id);' },
    { file: 'host/mediator.ts', find: /if \(response === undefined\) throw[^;]*;/, replaceBy: '' },
    { file: 'host/mediator.ts', find: /if \(id !== lastId \+ 1\) throw[^;]*;/, replaceBy: '' },
    { file: 'host/mediator.ts', find: /if \(index > chunks\.length\) throw[^;]*;/, replaceBy: '' },
    { file: 'host/mediator.ts', find: /if \(item\.t < lastMs[^;]*;/, replaceBy: '' },
    { file: 'host/session.ts', find: /if \(message\.kind === 'ready' [^{]*\{\s*throw[^;]*;\s*\}/, replaceBy: '' },
    { file: 'host/session.ts', find: /if \(isBusy\) throw[^;]*;/, replaceBy: '' },
    { file: 'host/session.ts', find: /if \(unanswered === 0\) throw[^;]*;/, replaceBy: '' },
    { file: 'host/mediator.ts', find: "throw new ProtocolError('The isolate went past a budget.');", replaceBy: ';' },
  ],
} as const satisfies Record<string, readonly SourceChange[]>;

export type Guard = keyof typeof GUARDS;
