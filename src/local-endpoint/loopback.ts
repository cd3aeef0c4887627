/** What says who asks, among the headers of a request. */
interface Asker {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

/** Whether that name can only mean this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

function hostnameOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}

/**
 * Why that asker may not use what controls the endpoint; nothing if it may. A page of somebody else's can send requests
 * to this machine, under a name that it has made to mean this machine too.
 */
export function whyNotControl(asker: Asker): string | undefined {
  const { host = '', origin } = asker;
  if (!isLoopback(hostnameOf(`http://${host}`)))
    return `This endpoint is controlled under a name of this machine only, such as 127.0.0.1; the Host header says "${host}".`;
  if (origin !== undefined && !isLoopback(hostnameOf(origin)))
    return `No page of another site may control this endpoint; the Origin header says "${origin}".`;
  if (origin === undefined && asker['sec-fetch-site'] === 'cross-site')
    return 'No page of another site may control this endpoint; the Sec-Fetch-Site header says "cross-site".';
  return undefined;
}
