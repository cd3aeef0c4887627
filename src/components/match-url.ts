/**
 * How closely an address fits a pattern such as `router.huggingface.co/<provider>/*`: 0 for another host, 1 for the host
 * alone, and the more for a longer pattern that fits as a whole.
 */
export function matchUrl(url: string, pattern: string): number {
  const [host = '', ...path] = pattern.split('/');
  if (path.length === 0) return fits(hostOf(url), host) ? pattern.length : 0;
  if (fits(url, pattern)) return pattern.length;
  return host !== '*' && fits(hostOf(url), host) ? 1 : 0;
}

function hostOf(url: string): string {
  return url.split('/', 1)[0] ?? '';
}

const MARKS: Readonly<Record<string, string>> = { '*.': '(?:.*\\.)?', '*': '.*', '.': '\\.' };

function fits(url: string, pattern: string): boolean {
  const source = pattern.replaceAll(/\*\.?|\.|<[^>]*>/g, (mark) => MARKS[mark] ?? '[^/]+');
  return new RegExp(`^${source}$`, 'i').test(url);
}
