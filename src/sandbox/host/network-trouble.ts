/** What can keep requests out of the browser's Network panel. */
export type NetworkTrouble = 'unsupported' | 'refused' | 'not-loaded' | 'uncontrolled' | 'late' | 'lost';

const sentences = {
  unsupported:
    'This window has no service workers, as in some private windows and embedded pages, so the page answers by itself and the Network panel stays empty.',
  refused:
    'The browser refused the service worker, as where a site may keep nothing, so the page answers by itself and the Network panel stays empty.',
  'not-loaded':
    'The service worker did not load, so the page answers by itself and the Network panel stays empty. The next run tries again.',
  uncontrolled:
    'After a hard reload no service worker serves this page, so it answers by itself and the Network panel stays empty. Reload it the ordinary way.',
  late: 'The service worker did not start in time, so the page answers by itself and the Network panel stays empty. The next run tries again.',
  lost: 'The service worker stopped answering during this run, so the Network panel lacks the rest of it. The next run tries again.',
} as const satisfies Record<NetworkTrouble, string>;

/** The trouble in a sentence for the reader: what is wrong, and how it goes on. */
export function troubleSentence(trouble: NetworkTrouble): string {
  return sentences[trouble];
}

/** Thrown where the service worker can't be had. */
export class NetworkTroubleError extends Error {
  override readonly name = 'NetworkTroubleError';
  readonly trouble: NetworkTrouble;

  constructor(trouble: NetworkTrouble) {
    super(sentences[trouble]);
    this.trouble = trouble;
  }
}
