/** Starts a child that never comes to rest, tells its process id, and waits for whatever comes. */
import { fork } from 'node:child_process';
import { endWithThisProcess } from '../../../src/sandbox/host/child-processes.ts';

const child = fork(new URL('never-rests.ts', import.meta.url), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
endWithThisProcess(child);
child.once('message', () => console.log(child.pid));
process.stdin.resume();
process.stdin.once('end', () => process.exit(3));
