/**
 * Stands in for `tough-cookie` in the page's bundle. MSW keeps cookies in a jar that is most of its size; our endpoints set
 * none, so the jar may be empty.
 */
import { standInForStorage } from './storage-stand-in.ts';

// MSW looks for kept cookies as soon as it is loaded, which is after this, and fails where a page may keep nothing.
standInForStorage(globalThis);

export class MemoryCookieStore {
  idx: Readonly<Record<string, unknown>> = {};
}

/** A jar in which no cookie is. */
export class CookieJar {
  getCookiesSync(): readonly never[] {
    return [];
  }

  setCookie(): Promise<void> {
    return Promise.resolve();
  }
}

/** No cookie can be read back, since none was kept. */
export const Cookie = { fromJSON: (): null => null };
