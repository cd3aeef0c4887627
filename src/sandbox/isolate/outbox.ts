import type { BudgetName } from '../trace/events.ts';
import { BATCH_ITEMS, type BatchItem, type BatchMessage, type Budgets } from './protocol.ts';
import { weighItem } from './weigh.ts';

/** Collects what happened until it is sent to the host, and counts it against the run's budgets. */
export interface Outbox {
  add(item: BatchItem): void;
  /** Whether a batch must go now: an item waits for the host, or enough has piled up. */
  isDue(): boolean;
  /** As much of it, in order, as one message may hold. */
  take(): BatchMessage;
  /** The budget that has been overrun, if any. Nothing is added from then on. */
  overrun(): BudgetName | undefined;
}

interface Weighed {
  readonly item: BatchItem;
  readonly bytes: number;
}

/** Creates an empty outbox. */
export function createOutbox(budgets: Budgets): Outbox {
  let pending: Weighed[] = [];
  let bytes = 0;
  let allBytes = 0;
  let events = 0;
  let requests = 0;
  let logLines = 0;
  let waitsForHost = false;
  let isClosed = false;
  let overrun: BudgetName | undefined;

  function check(item: BatchItem, itemBytes: number): BudgetName | undefined {
    if (itemBytes > budgets.messageBytes) return 'message-size';
    if (allBytes + itemBytes > budgets.outputBytes) return 'output';
    if (item.kind === 'request' && requests >= budgets.requests) return 'requests';
    if (item.kind === 'log' && logLines >= budgets.logLines) return 'log-lines';
    return events >= budgets.events ? 'events' : undefined;
  }

  /** How many of the pending items fit into one message; the first always does. */
  function countFitting(): number {
    let weight = 0;
    const tooMany = pending.findIndex(({ bytes: itemBytes }, index) => {
      weight += itemBytes;
      return index === BATCH_ITEMS || (index > 0 && weight > budgets.messageBytes);
    });
    return tooMany === -1 ? pending.length : tooMany;
  }

  return {
    add(item) {
      if (isClosed || (overrun !== undefined && item.kind !== 'end')) return;
      const itemBytes = weighItem(item);
      if (item.kind !== 'end') {
        overrun = check(item, itemBytes);
        if (overrun !== undefined) return;
      }
      isClosed = item.kind === 'end';
      events += 1;
      if (item.kind === 'request') requests += 1;
      if (item.kind === 'log') logLines += 1;
      waitsForHost ||= item.kind === 'request' || item.kind === 'abort' || item.kind === 'end';
      bytes += itemBytes;
      allBytes += itemBytes;
      pending.push({ item, bytes: itemBytes });
    },
    isDue: () => waitsForHost || pending.length >= BATCH_ITEMS || bytes >= budgets.messageBytes,
    take() {
      const taken = pending.slice(0, countFitting());
      pending = pending.slice(taken.length);
      for (const one of taken) bytes -= one.bytes;
      waitsForHost &&= pending.length > 0;
      return { kind: 'batch', items: taken.map(({ item }) => item) };
    },
    overrun: () => overrun,
  };
}
