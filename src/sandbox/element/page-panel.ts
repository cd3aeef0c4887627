import { wantsNetwork } from './network-wish.ts';
import { BASE_URL } from './page-supplies.ts';
import { createSharedPanel } from './shared-panel.ts';

const siteUrl = (): string => new URL(BASE_URL, location.href).href;

/** The page's one way into the browser's Network panel. Its parts come when the reader turns it on or off. */
export const pagePanel = createSharedPanel({
  isOn: wantsNetwork(),
  async open() {
    const { openNetworkPanel } = await import('../host/network-panel.ts');
    return openNetworkPanel(siteUrl());
  },
  async clean() {
    const { unregisterWorker } = await import('../host/network-worker.ts');
    await unregisterWorker(siteUrl());
  },
});
