/** Build time only: the static document in which isolates live, with a Content Security Policy of its own. */
import { createHash } from 'node:crypto';

/**
 * The frame's only script: it makes one worker of the code that its parent sends, and hands the worker its port.
 * Whatever else arrives is ignored; the frame has nothing to steal and nowhere to send it.
 */
const BOOT = `addEventListener('message', (event) => {
  if (event.source !== parent || typeof event.data?.code !== 'string') return;
  const url = URL.createObjectURL(new Blob([event.data.code], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onerror = () => parent.postMessage('isolate-crashed', '*');
  worker.postMessage(null, [event.ports[0]]);
}, { once: true });`;

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
