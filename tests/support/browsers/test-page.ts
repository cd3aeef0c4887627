import type { BrowserName } from './names.ts';

/** A browser that tests drive, whichever it is. */
export interface TestBrowser {
  readonly name: BrowserName;
  /**
   * Opens a page with a profile of its own. A request to any origin but these is recorded; one to this machine is let
   * through, so that a test can show what it would have caught, and one to the world is refused.
   */
  newPage(options: PageOptions): Promise<TestPage>;
  close(): Promise<void>;
}

export interface PageOptions {
  /** The origins that the page may talk to, such as `http://127.0.0.1:4321`. */
  readonly ownOrigins: readonly string[];
  /** Origins that note by themselves what reaches them, so that a browser may ask them past the proxy. */
  readonly canaryOrigins?: readonly string[];
}

/** One page in one browser. */
export interface TestPage {
  /** Opens an address and waits until it has loaded. */
  goto(url: string): Promise<void>;
  /**
   * Runs code in the page, awaits what it returns and hands it back as JSON. A function goes by its source: it sees its
   * arguments, which go as JSON too, and nothing around it. In WebKit code that opens a dialog yields `undefined`.
   */
  evaluate<A extends readonly unknown[], T>(run: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** The same for an expression. */
  evaluate(expression: string): Promise<unknown>;
  /** What left the page, its frames and its workers for another origin, as `GET http://...` or `CONNECT host:port`. */
  requestsToOtherOrigins(): readonly string[];
  /** Messages of the console's error level and uncaught errors; `undefined` in WebKit, whose driver can't tell. */
  errors(): readonly string[] | undefined;
  /** The texts of the dialogs that the page opened; each was dismissed. */
  dialogs(): readonly string[];
  /** How many tabs and windows there are; 1 unless the page opened more. */
  windowCount(): Promise<number>;
  close(): Promise<void>;
}
