import type { Clock } from './clock.ts';
import { timerDelayMs } from './timers.ts';

/**
 * Gives `AbortController` and `AbortSignal` the virtual clock and our words. The classes stay the engine's, since they
 * dispatch at once in every engine; only the default reasons and `timeout` differ.
 */
export function patchAbort(clock: Clock): void {
  const abortNatively: unknown = Reflect.get(AbortController.prototype, 'abort');
  const defaultReason = (): DOMException => new DOMException('This operation was aborted.', 'AbortError');
  function abort(this: AbortController, reason: unknown = defaultReason()): void {
    if (typeof abortNatively === 'function') Reflect.apply(abortNatively, this, [reason]);
  }
  AbortController.prototype.abort = abort;
  AbortSignal.abort = (reason: unknown = defaultReason()): AbortSignal => {
    const controller = new AbortController();
    controller.abort(reason);
    return controller.signal;
  };
  AbortSignal.timeout = (delay: number): AbortSignal => {
    const controller = new AbortController();
    const expire = (): void =>
      controller.abort(new DOMException('The operation was aborted because it timed out.', 'TimeoutError'));
    // As in Node, a pending timeout does not hold the run open.
    clock.schedule(clock.now() + timerDelayMs(delay), clock.takeRank(), expire, false);
    return controller.signal;
  };
}
