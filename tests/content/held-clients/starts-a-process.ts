import { execFileSync } from 'node:child_process';

/** Lets another process wait. */
export const call = (): unknown => execFileSync(process.execPath, ['-e', '0']);
