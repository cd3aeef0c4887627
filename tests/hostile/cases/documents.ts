import type { FrameScript } from '../support/frame-script.ts';

const NO_POPUPS = { webkit: 'It opens no window that no click asked for.' };

const link = (attributes: string): string => `
  document.body.insertAdjacentHTML('beforeend', '<a href="CANARY" ${attributes}>x</a>');
  document.body.lastElementChild.click();`;

/** What a page's document could try from a frame. */
export const frameScripts: readonly FrameScript[] = [
  { name: 'alert', code: `alert('reached by alert');`, bitesBy: 'dialog', alone: true },
  { name: 'confirm', code: `confirm('reached by confirm');`, bitesBy: 'dialog', alone: true },
  { name: 'prompt', code: `prompt('reached by prompt');`, bitesBy: 'dialog', alone: true },
  { name: 'a new window', code: `if (open('about:blank')) reached();`, bitesBy: 'word', harmlessIn: NO_POPUPS },
  { name: 'a link to a new window', code: link('target="_blank"'), bitesBy: 'canary', harmlessIn: NO_POPUPS },
  { name: 'top navigation', code: `top.location.href = 'CANARY';`, bitesBy: 'canary', alone: true },
  { name: 'a link for the top', code: link('target="_top"'), bitesBy: 'canary', alone: true },
  { name: 'its own navigation', code: `location.href = 'CANARY';`, bitesBy: 'canary' },
  {
    name: 'a refresh',
    code: `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0;url=CANARY">');`,
    bitesBy: 'canary',
  },
  { name: 'a download', code: link('download'), bitesBy: 'canary' },
  {
    name: 'a form',
    code: `document.body.insertAdjacentHTML('beforeend', '<form action="CANARY" method="post"></form>'); document.forms[0].submit();`,
    bitesBy: 'canary',
  },
  { name: 'fetch', code: `fetch('CANARY', { mode: 'no-cors', keepalive: true });`, bitesBy: 'canary' },
  { name: 'sendBeacon', code: `navigator.sendBeacon('CANARY', 'secret');`, bitesBy: 'canary' },
  { name: 'an image', code: `new Image().src = 'CANARY';`, bitesBy: 'canary' },
  {
    name: 'a script',
    code: `document.body.append(Object.assign(document.createElement('script'), { src: 'CANARY' }));`,
    bitesBy: 'canary',
  },
  {
    name: 'a style sheet',
    code: `document.head.insertAdjacentHTML('beforeend', '<link rel="stylesheet" href="CANARY">');`,
    bitesBy: 'canary',
  },
  {
    name: 'a frame',
    code: `document.body.append(Object.assign(document.createElement('iframe'), { src: 'CANARY' }));`,
    bitesBy: 'canary',
  },
  {
    name: 'a frame with a fresh fetch',
    code: `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentWindow.fetch('CANARY', { mode: 'no-cors' });`,
    bitesBy: 'canary',
  },
  { name: 'the page', code: `if (parent.document.title !== undefined) reached();`, bitesBy: 'word' },
  { name: 'localStorage', code: `localStorage.setItem('left', 'over'); reached();`, bitesBy: 'word' },
  {
    name: 'cookies',
    code: `document.cookie = 'left=over'; if (document.cookie.includes('left')) reached();`,
    bitesBy: 'word',
  },
  { name: 'code from strings', code: `if (eval('1 + 1') === 2) reached();`, bitesBy: 'word' },
];
