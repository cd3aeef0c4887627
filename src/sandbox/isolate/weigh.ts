import type { BatchItem } from './protocol.ts';

/** A rough weight of an item without its texts. */
const ITEM_BYTES = 64;

/** Roughly how many bytes an item weighs on its way to the host. */
export function weighItem(item: BatchItem): number {
  switch (item.kind) {
    case 'request': {
      const headerChars = item.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
      return ITEM_BYTES + item.method.length + item.url.length + (item.body?.byteLength ?? 0) + headerChars;
    }
    case 'log':
      return ITEM_BYTES + item.text.length + (item.table === undefined ? 0 : JSON.stringify(item.table).length);
    case 'error':
      return ITEM_BYTES + item.error.name.length + item.error.message.length + (item.error.file?.length ?? 0);
    case 'abort':
      return ITEM_BYTES + item.reason.length;
    default:
      return ITEM_BYTES;
  }
}
