/** Child processes that must not outlive this one: code without an end would keep one busy for ever. */
import type { ChildProcess } from 'node:child_process';

/** What ends this process without telling its children, who could not hear it in the midst of a loop. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const children = new Set<ChildProcess>();

function endAll(): void {
  for (const child of children) child.kill('SIGKILL');
}

/** Registers what ends the children; only once there is one, since a program may listen for these itself. */
function watchOwnEnd(): void {
  process.once('exit', endAll);
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      endAll();
      // Nobody else wants it, so it does what it does without us.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}

/** Ends `child` with this process. */
export function endWithThisProcess(child: ChildProcess): void {
  if (children.size === 0 && process.listeners('exit').every((listener) => listener !== endAll)) watchOwnEnd();
  children.add(child);
  child.once('exit', () => children.delete(child));
}
