import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** What a driver said no with; `text` is that of a dialog which stood in the way. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError';
  readonly code: string;
  readonly text: string;
  constructor(value: { error?: unknown; message?: unknown; data?: { text?: string } }) {
    super(`${String(value.error)}: ${String(value.message)}`);
    this.code = String(value.error);
    this.text = value.data?.text ?? '';
  }
}

export type WebDriverCommand = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;

/** Speaks WebDriver to the driver at this address. */
export function createWebDriver(origin: string): WebDriverCommand {
  return async (method, path, body) => {
    const response = await fetch(origin + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new WebDriverError(value as ConstructorParameters<typeof WebDriverError>[0]);
    return value;
  };
}

/** Waits until the driver answers, or has ended. */
export async function waitUntilReady(command: WebDriverCommand, driver: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (driver.exitCode === null) {
    try {
      await command('GET', '/status');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error('Failed to reach the WebDriver within 30 s.', { cause: error });
      await pause(20);
    }
  }
  throw new Error(`Failed to start the WebDriver: it ended with code ${driver.exitCode}.`);
}
