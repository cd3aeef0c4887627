import type { FrameScript } from '../cases/documents.ts';
import { allowOwnScript } from './own-script.ts';

/** The frame's document, with hostile code in the place of its own script; its policy allows it as it did that one. */
export function toFrameDocument(frame: string, { name, code }: FrameScript, canaryOrigin: string): string {
  const hostile = `const reached = () => parent.postMessage('reached', '*');
addEventListener('load', () => {
  try {
    ${code.replaceAll('CANARY', `${canaryOrigin}/${encodeURIComponent(name)}`)}
  } catch {}
});`;
  const whole = frame.replace(/<script>[^]*<\/script>/, () => `<script>${hostile}</script>`);
  if (whole === frame) throw new Error('The frame has no script that could be replaced.');
  return allowOwnScript(whole);
}
