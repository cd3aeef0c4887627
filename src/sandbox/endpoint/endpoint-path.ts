/** Where the page sends the same requests when they are to be seen in the browser's Network panel. */
export const ENDPOINT_PATH = '/__endpoint/';

/** The same-origin address that stands for `url`: `<base>__endpoint/https/host/path?query`. */
export function toEndpointUrl(url: string, siteUrl: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  const base = siteUrl.replace(/\/$/, '');
  return `${base}${ENDPOINT_PATH}${protocol.slice(0, -1)}/${host}${pathname}${search}`;
}

/** The address that a same-origin one stands for. */
export function fromEndpointUrl(url: string): string | undefined {
  const { pathname, search } = new URL(url);
  const [, rest] = pathname.split(ENDPOINT_PATH);
  const [, scheme, target] = /^(https?)\/(.+)$/.exec(rest ?? '') ?? [];
  return scheme === undefined || target === undefined ? undefined : `${scheme}://${target}${search}`;
}
