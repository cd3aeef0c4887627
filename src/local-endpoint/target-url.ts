import type { Host } from '../sandbox/endpoint/scenario.ts';

/** What stands for the part of a host that is the reader's own. */
const OWN_PART = 'abc123.us-east-1.aws';

/** The address of a host, with an example where a part of it is the reader's own. */
export function exampleOrigin({ origin }: Pick<Host, 'origin'>): string {
  return origin.replace('*', OWN_PART);
}

/** Which address of the scenario is meant by the path of a request, or by the whole address that a proxy gets. */
export type ToUrl = (target: string) => string;

/** Creates the reading of targets: `/<path>` is the first host's, `/<host>/<path>` that of the host which it names. */
export function createToUrl(hosts: readonly Host[]): ToUrl {
  const [first] = hosts;
  if (first === undefined) throw new Error('Failed to serve the scenario: it has no host.');
  const known = hosts.map(({ origin }) => {
    const { protocol } = new URL(origin.replace('*', OWN_PART));
    const name = origin.slice(`${protocol}//`.length);
    const pattern = name.split('*').map(escape).join('[a-z0-9.-]+');
    return { protocol, pattern: new RegExp(`^${pattern}$`, 'i') };
  });
  const originOf = (host: string): string | undefined => {
    const found = known.find(({ pattern }) => pattern.test(host));
    return found && `${found.protocol}//${host.toLowerCase()}`;
  };

  return (target) => {
    if (URL.canParse(target)) {
      const { host, pathname, search } = new URL(target);
      return `${originOf(host) ?? `https://${host}`}${pathname}${search}`;
    }
    const [, segment = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(target) ?? [];
    const named = originOf(segment);
    if (named !== undefined) return `${named}${rest.startsWith('/') ? rest : `/${rest}`}`;
    return `${exampleOrigin(first)}${target.startsWith('/') ? target : '/'}`;
  };
}

function escape(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
