/** A Node process held by the virtual clock: for clients that bring a network of their own. */
import { flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { NotObservableError } from '../exam/not-observable.ts';
import { createFindPlace, scriptName } from '../sandbox/isolate/find-place.ts';
import type { ModuleFunction } from '../sandbox/isolate/modules.ts';
import type { Platform } from '../sandbox/isolate/platform.ts';
import type { HostMessage } from '../sandbox/isolate/protocol.ts';
import { isFunction } from '../sandbox/isolate/reflection.ts';
import { startRuntime } from '../sandbox/isolate/runtime.ts';
import { CLIENT_FILE } from './client-file.ts';
import { watchRealWorld, type RealWorld } from './real-world.ts';
import { standIn } from './stand-ins.ts';

type Throw = (error: unknown, origin: 'uncaught' | 'unhandled-rejection') => void;

function isModuleFunction(value: unknown): value is ModuleFunction {
  return isFunction(value);
}

function createPlatform(post: Platform['post'], world: RealWorld, clientPath: string): Platform {
  const { performance, process } = globalThis;
  const realNow = performance.now.bind(performance);
  let raise: Throw = () => undefined;

  /** The client itself, as Node loads it, with all that it imports. */
  const loadClient: ModuleFunction = async (_require, exports) => {
    // eslint-disable-next-line try-again-later/imports -- which client it is, is known only once the process starts
    const module: unknown = await world.count(import(pathToFileURL(clientPath).href));
    Object.assign(exports, module);
    flushCompileCache();
  };

  return {
    scope: globalThis,
    post,
    listen: (listener) => void process.on('message', (message: HostMessage) => listener(message)),
    evaluate(file) {
      if (file.name === CLIENT_FILE) return loadClient;
      const filename = scriptName(file.name);
      const made: unknown = vm.runInThisContext(`(${file.code}\n)`, { filename });
      if (!isModuleFunction(made)) throw new TypeError(`"${file.name}" did not compile to a function.`);
      return made;
    },
    async turn() {
      do await world.nextTurn();
      while (world.isBusy());
      const seen = world.seen();
      if (seen !== undefined)
        raise(new NotObservableError(`It uses ${seen}, which the virtual clock can't hold.`), 'uncaught');
    },
    onUncaught(listener) {
      raise = listener;
      process.on('uncaughtException', (error) => listener(error, 'uncaught'));
      process.on('unhandledRejection', (error) => listener(error, 'unhandled-rejection'));
    },
    findPlace: createFindPlace(new Map()),
    realNow,
  };
}

const send = process.send?.bind(process);
const [, , clientPath] = process.argv;
if (send === undefined || clientPath === undefined) {
  throw new Error('A held process is started by its host, with the path of a client.');
}
startRuntime(
  createPlatform((message) => void send(message), watchRealWorld(), clientPath),
  standIn,
);
