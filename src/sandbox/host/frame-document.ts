/** Build time only: the static document in which isolates live, with a Content Security Policy of its own. */
import { createHash } from 'node:crypto';

/**
 * The frame's only script: for each message of its parent it makes a worker of the code that the first one brought, and
 * hands it its port. The other port is the parent's: what comes there ends the worker, and a worker that fails is told
 * there. Whatever else arrives is ignored; the frame has nothing to steal and nowhere to send it.
 */
const BOOT = `let url;
addEventListener('message', ({ source, data, ports: [port, control] }) => {
  if (source !== parent || !control) return;
  if (typeof data?.code === 'string') url ??= URL.createObjectURL(new Blob([data.code], { type: 'text/javascript' }));
  if (url === undefined) return;
  const worker = new Worker(url);
  worker.onerror = () => control.postMessage('crashed');
  control.onmessage = () => worker.terminate();
  worker.postMessage(null, [port]);
});`;

/** Scripts from blobs and the one above; no network, no style, no frame, no form. */
function contentSecurityPolicy(): string {
  const hash = createHash('sha256').update(BOOT).digest('base64');
  return `default-src 'none'; script-src blob: 'sha256-${hash}'; worker-src blob:; base-uri 'none'; form-action 'none'`;
}

/** The frame's whole document. */
export function frameDocument(): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">`,
    '<title>Isolate</title>',
    `<script>${BOOT}</script></head><body></body></html>`,
  ].join('');
}
