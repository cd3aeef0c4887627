import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const children = new Set<ChildProcess>();
const folders = new Set<string>();

function cleanUp(): void {
  for (const child of children) endChild(child);
  for (const folder of folders) removeFolder(folder);
}

let isWatching = false;
/** Whichever way this process ends, nothing that it started stays behind. */
function watchForTheEnd(): void {
  if (isWatching) return;
  isWatching = true;
  process.on('exit', cleanUp);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
}

/** Starts a program with a process group of its own, so that what it starts ends with it. */
export function startChild(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  watchForTheEnd();
  const child = spawn(command, args, { ...options, detached: true });
  children.add(child);
  child.once('error', () => children.delete(child));
  return child;
}

/** Ends a program and all that it started. */
export function endChild(child: ChildProcess): void {
  children.delete(child);
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** A folder that is gone when this process ends, or earlier by `removeFolder`. */
export function createTemporaryFolder(): string {
  watchForTheEnd();
  const folder = mkdtempSync(join(tmpdir(), 'try-again-later-'));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
