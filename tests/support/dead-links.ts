import type { Page } from '@playwright/test';

/** What one page leads to and what in it can be led to. */
interface PageLinks {
  readonly url: string;
  readonly ids: readonly string[];
  readonly links: readonly string[];
}

export interface LinkReport {
  /** How many links of the site to itself were followed. */
  readonly followed: number;
  /** Links that lead to nothing, out of the site's folder, or elsewhere without https; each with the page that it is on. */
  readonly dead: readonly string[];
}

async function readLinks(page: Page, url: string): Promise<PageLinks> {
  await page.goto(url);
  return page.evaluate(() => ({
    url: location.href,
    ids: Array.from(document.querySelectorAll('[id]'), ({ id }) => id),
    links: Array.from(
      document.querySelectorAll('[href], [src]'),
      (element) => new URL(element.getAttribute('href') ?? element.getAttribute('src') ?? '', location.href).href,
    ),
  }));
}

/** Follows every link of the site's pages, but only to what is the site's own. `siteUrl` is that of its home page. */
export async function followLinks(page: Page, siteUrl: string, paths: readonly string[]): Promise<LinkReport> {
  const pages: PageLinks[] = [];
  for (const path of paths) pages.push(await readLinks(page, new URL(path, siteUrl).href));
  const ids = new Map(pages.map((read) => [read.url, new Set(read.ids)]));
  const answers = new Map<string, boolean>();
  const isThere = async (url: string): Promise<boolean> => {
    const answer = answers.get(url) ?? (await page.request.get(url)).ok();
    answers.set(url, answer);
    return answer;
  };

  let followed = 0;
  const dead: string[] = [];
  for (const { url, links } of pages) {
    for (const link of links) {
      const { origin, protocol, hash } = new URL(link);
      const target = link.slice(0, link.length - hash.length);
      if (origin !== new URL(siteUrl).origin) {
        if (protocol !== 'https:') dead.push(`${link} on ${url}`);
        continue;
      }
      followed += 1;
      // The page of wrong addresses answers 404, as it should.
      const isFound = target.startsWith(siteUrl) && (target === url || (await isThere(target)));
      const anchor = decodeURIComponent(hash.slice(1));
      if (!isFound || (anchor !== '' && ids.get(target)?.has(anchor) !== true)) dead.push(`${link} on ${url}`);
    }
  }
  return { followed, dead: [...new Set(dead)] };
}
