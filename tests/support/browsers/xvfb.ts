import { endChild, startChild } from './child.ts';

/** Starts a display without a screen; the system picks its number. */
export async function startDisplay(xvfb: string): Promise<{ readonly display: string; close(): void }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'];
  const child = startChild(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Failed to start Xvfb: it ended with code ${code}.`)));
    child.stdio[3]?.once('data', (data) => resolve(String(data).trim()));
  });
  return { display: `:${number}`, close: () => endChild(child) };
}
