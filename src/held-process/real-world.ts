import { createHook } from 'node:async_hooks';
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { replace } from '../sandbox/isolate/reflection.ts';

/** Watches what a process does past the stand-ins. */
export interface RealWorld {
  /** Whether the engine is still at work on something that it will finish by itself. */
  isBusy(): boolean;
  /** Counts work of the engine that no hook tells of, until it has settled. */
  count<T>(work: Promise<T>): Promise<T>;
  /** The first thing that waits for real time or reaches out of the process, in words; `undefined` if nothing did. */
  seen(): string | undefined;
  /** Resolves in the next turn of the event loop. */
  nextTurn(): Promise<void>;
}

/** What the engine does beside the code, and then tells it. */
const WORK = new Set(['Immediate', 'FSREQCALLBACK', 'FSREQPROMISE', 'FILEHANDLECLOSEREQ']);

/** What the virtual clock can't hold, by the name that Node gives to such a resource. */
const REAL: ReadonlyMap<string, string> = new Map([
  ['Timeout', "a timer of Node's own"],
  ...named('a thread', ['WORKER', 'MESSAGEPORT']),
  ...named('a socket', ['TCPWRAP', 'TCPCONNECTWRAP', 'TCPSERVERWRAP', 'TLSWRAP', 'PIPECONNECTWRAP', 'UDPWRAP']),
  ...named('a name server', ['GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP', 'QUERYWRAP']),
  ...named('another process', ['PROCESSWRAP']),
  ...named('a watched file', ['FSEVENTWRAP', 'STATWATCHER']),
  ...named('work in the background', ['ZLIB', 'PBKDF2REQUEST', 'SCRYPTREQUEST', 'HASHREQUEST', 'SIGNREQUEST']),
  ...named('work in the background', ['RANDOMBYTESREQUEST', 'KEYGENREQUEST', 'CIPHERREQUEST', 'BLOBREADER']),
]);

function named(words: string, types: readonly string[]): [string, string][] {
  return types.map((type) => [type, words]);
}

/** Begins to watch. */
export function watchRealWorld(): RealWorld {
  const nextImmediate = setImmediate;
  const open = new Set<number>();
  let isOurs = false;
  let counted = 0;
  let first: string | undefined;
  const see = (words: string): void => {
    first ??= words;
  };

  createHook({
    init(id, type) {
      if (isOurs) return;
      const words = REAL.get(type);
      if (words !== undefined) see(words);
      if (WORK.has(type)) open.add(id);
    },
    after: (id) => void open.delete(id),
    destroy: (id) => void open.delete(id),
  }).enable();
  refuseBlocking(see);

  return {
    isBusy: () => open.size > 0 || counted > 0,
    async count(work) {
      counted += 1;
      try {
        return await work;
      } finally {
        counted -= 1;
      }
    },
    seen: () => first,
    nextTurn: () =>
      new Promise((resolve) => {
        isOurs = true;
        nextImmediate(resolve);
        isOurs = false;
      }),
  };
}

/** What blocks the thread makes no resource that a hook could see, so it is caught where it is called. */
function refuseBlocking(see: (words: string) => void): void {
  replace(Atomics, 'wait', () => {
    see('Atomics.wait, which blocks the thread');
    return 'timed-out';
  });
  replace(Atomics, 'waitAsync', () => {
    see('Atomics.waitAsync');
    return { async: false, value: 'timed-out' };
  });
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
    replace(childProcess, name, () => {
      see('another process');
      throw new Error(`${name} is not there: the clock of this process is virtual.`);
    });
  }
  syncBuiltinESMExports();
}
