/** Where, below the site's own path, the page sends what is to be seen in the browser's Network panel. */
export const ENDPOINT_PATH = '__endpoint/';

/** The same-origin address that stands for `url`: `<site>__endpoint/https/host/path?query`. */
export function toEndpointUrl(url: string, siteUrl: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `${siteUrl}${ENDPOINT_PATH}${protocol.slice(0, -1)}/${host}${pathname}${search}`;
}
