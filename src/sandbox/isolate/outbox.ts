import type { BatchItem, BatchMessage, Budgets } from './protocol.ts';
import type { BudgetName } from '../trace/events.ts';
import { weighItem } from './weigh.ts';

/** Collects what happened until it is sent to the host, and counts it against the run's budgets. */
export interface Outbox {
  add(item: BatchItem): void;
  /** Whether a batch must go now: an item waits for the host, or enough has piled up. */
  isDue(): boolean;
  take(): BatchMessage;
  /** The budget that has been overrun, if any. Nothing is added from then on. */
  overrun(): BudgetName | undefined;
}

/** Items that may pile up before a batch goes; the host draws them while the run goes on. */
const BATCH_ITEMS = 256;
/** Creates an empty outbox. */
export function createOutbox(budgets: Budgets): Outbox {
  let items: BatchItem[] = [];
  let bytes = 0;
  let events = 0;
  let requests = 0;
  let logLines = 0;
  let waitsForHost = false;
  let overrun: BudgetName | undefined;

  function check(item: BatchItem, itemBytes: number): BudgetName | undefined {
    if (itemBytes > budgets.messageBytes) return 'message-size';
    if (item.kind === 'request' && requests >= budgets.requests) return 'requests';
    if (item.kind === 'log' && logLines >= budgets.logLines) return 'log-lines';
    return events >= budgets.events ? 'events' : undefined;
  }

  return {
    add(item) {
      if (overrun !== undefined && item.kind !== 'end') return;
      const itemBytes = weighItem(item);
      if (item.kind !== 'end') {
        overrun = check(item, itemBytes);
        if (overrun !== undefined) return;
      }
      events += 1;
      if (item.kind === 'request') requests += 1;
      if (item.kind === 'log') logLines += 1;
      waitsForHost ||= item.kind === 'request' || item.kind === 'abort' || item.kind === 'end';
      bytes += itemBytes;
      items.push(item);
    },
    isDue: () => waitsForHost || items.length >= BATCH_ITEMS || bytes >= budgets.messageBytes,
    take() {
      const batch: BatchMessage = { kind: 'batch', items };
      items = [];
      bytes = 0;
      waitsForHost = false;
      return batch;
    },
    overrun: () => overrun,
  };
}
