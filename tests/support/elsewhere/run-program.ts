import { spawn } from 'node:child_process';

/** How a program ended, and all that it said. */
export interface Ended {
  readonly status: number | null;
  readonly said: string;
}

/** Runs a program in a folder to its end, with no more of our environment than it needs. */
export function runProgram(
  command: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const [program = '', ...parameters] = command;
  const env = { PATH: process.env.PATH ?? '', HOME: folder, NO_COLOR: '1', CI: '1', ...environment };
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, said }));
  });
}
