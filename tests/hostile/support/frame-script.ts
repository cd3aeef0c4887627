import { pathOf, type Attack } from './attack.ts';
import { allowOwnScript } from './own-script.ts';
import type { VariantName } from './variants.ts';

/** Code that runs in the frame's own document, where reader code never is: what the frame's walls hold by themselves. */
export interface FrameScript extends Attack {
  /** `CANARY` is the canary's address; `reached()` tells the page that it got what it was after. */
  readonly code: string;
  /** What shows that it bites: what the canary gets (a request, `STUN` or other bytes), a dialog, or that it says so. */
  readonly bitesBy: 'canary' | 'STUN' | 'BYTES' | 'dialog' | 'word';
  /** Where the frame would not hold it, and why that does no harm. There it is tried without its guards only. */
  readonly passesTheFrameIn?: Attack['harmlessIn'];
  /**
   * It takes the page away or stands before it, so nothing else can be seen to bite at the same time: Chromium loads no
   * media in a page behind another.
   */
  readonly alone?: true;
}

/** Where the frame's document stands that holds this script. */
export function frameScriptPath(variant: VariantName, frameScript: FrameScript): string {
  return `/${variant}${pathOf(frameScript)}.html`;
}

/** The frame's document, with hostile code in the place of its own script; its policy allows it as it did that one. */
export function toFrameDocument(frame: string, frameScript: FrameScript, path: string, canaryOrigin: string): string {
  const { name, code } = frameScript;
  const hostile = `const reached = () => parent.postMessage(${JSON.stringify(`reached by ${name}`)}, '*');
addEventListener('load', () => {
  try {
    ${code.replaceAll('CANARY', canaryOrigin + pathOf(frameScript))}
  } catch {}
  parent.postMessage(${JSON.stringify(`tried ${path}`)}, '*');
});`;
  const whole = frame.replace(/<script>[^]*<\/script>/, () => `<script>${hostile}</script>`);
  if (whole === frame) throw new Error('The frame has no script that could be replaced.');
  return allowOwnScript(whole);
}
