import { createHash } from 'node:crypto';

/**
 * Runs in the head before anything is drawn, so that a remembered theme never flashes and controls that need
 * JavaScript take their room from the first frame. Storage throws where the reader forbids it; then the system decides.
 */
export const themeScript = `(r=>{r.classList.add('js');try{const t=localStorage.getItem('theme');if(t)r.dataset.theme=t}catch{}})(document.documentElement)`;

/** What lets exactly this script through the content security policy. */
export const themeScriptHash = `sha256-${createHash('sha256').update(themeScript).digest('base64')}` as const;
