import type { Endpoint, ScheduledResponse } from '../endpoint/endpoint-types.ts';
import { weighItem } from '../isolate/weigh.ts';
import type { AnswersMessage, BatchItem, Budgets } from '../isolate/protocol.ts';
import type { EndEvent, LimitEvent } from '../trace/events.ts';
import { bodyText, maskHeaders } from './mask.ts';
import { ProtocolError } from './parse-message.ts';
import type { Recorder } from './recorder.ts';

/** Stands between isolate and endpoint: decides what was sent, and writes all that happened into the trace. */
export interface Mediator {
  /** Handles one batch, in order; resolves with what to answer, and the run's end if it came. */
  handle(items: readonly BatchItem[]): Promise<{ answers: AnswersMessage; end: EndEvent | undefined }>;
}

interface MediatorOptions {
  readonly endpoint: Endpoint;
  readonly recorder: Recorder;
  readonly budgets: Budgets;
}

type Answers = { kind: 'answers'; responses: ScheduledResponse[]; unreachable: { id: number; message: string }[] };

/** Creates the mediator of one run. It counts again what the isolate should have counted. */
export function createMediator({ endpoint, recorder, budgets }: MediatorOptions): Mediator {
  const planned = new Map<number, ScheduledResponse>();
  const decoders = new Map<number, TextDecoder>();
  /** Requests whose end the isolate has not told yet, also those that no server answers. */
  const open = new Set<number>();
  let lastMs = 0;
  let lastId = 0;
  let events = 0;
  let logLines = 0;
  let bytes = 0;

  function record(limits: readonly LimitEvent[]): void {
    for (const limit of limits) recorder.add(limit);
  }

  function forget(id: number): void {
    if (!open.delete(id)) throw new ProtocolError('The isolate sent the end of a request that is not open.');
    planned.delete(id);
    decoders.delete(id);
  }

  function plannedFor(id: number): ScheduledResponse {
    const response = planned.get(id);
    if (response === undefined) throw new ProtocolError('The isolate sent news of a request that it never made.');
    return response;
  }

  async function decide(item: BatchItem & { kind: 'request' }, answers: Answers): Promise<void> {
    const { t, id, method, url, headers, body } = item;
    if (id !== lastId + 1) throw new ProtocolError('The isolate sent requests out of order.');
    lastId = id;
    open.add(id);
    recorder.add({ t, kind: 'request', id, method, url, headers: maskHeaders(headers), body: bodyText(body) });
    const decision = await endpoint.decide({ id, t, method, url, headers, body });
    if (decision.kind === 'unreachable') {
      answers.unreachable.push({ id, message: decision.message });
      return;
    }
    planned.set(id, decision.response);
    answers.responses.push(decision.response);
    record(decision.limits);
  }

  function recordChunk({ t, id, index, last }: BatchItem & { kind: 'chunk' }): void {
    const { chunks } = plannedFor(id);
    if (index > chunks.length) throw new ProtocolError('The isolate sent a chunk that was never given.');
    const decoder = decoders.get(id) ?? new TextDecoder();
    decoders.set(id, decoder);
    const text = decoder.decode(chunks[index]?.bytes, { stream: !last });
    recorder.add({ t, kind: 'chunk', id, text, last });
    if (!last) return;
    forget(id);
    record(endpoint.finish(t, id));
  }

  function count(item: BatchItem): void {
    if (item.t < lastMs || item.t > budgets.virtualMs) throw new ProtocolError('The isolate sent a wrong instant.');
    lastMs = item.t;
    events += 1;
    bytes += weighItem(item);
    if (item.kind === 'log') logLines += 1;
    const areTooMany = lastId > budgets.requests || events > budgets.events + 1 || logLines > budgets.logLines;
    if (areTooMany || bytes > budgets.outputBytes + budgets.messageBytes)
      throw new ProtocolError('The isolate went past a budget.');
  }

  async function handleItem(item: BatchItem, answers: Answers): Promise<void> {
    switch (item.kind) {
      case 'request':
        return decide(item, answers);
      case 'abort': {
        forget(item.id);
        recorder.add(item);
        const outcome = endpoint.abort(item.t, item.id);
        for (const response of outcome.rescheduled) planned.set(response.id, response);
        answers.responses.push(...outcome.rescheduled);
        return record(outcome.limits);
      }
      case 'response': {
        const { status, statusText, headers } = plannedFor(item.id);
        return recorder.add({ ...item, status, statusText, headers });
      }
      case 'chunk':
        return recordChunk(item);
      case 'error':
        if (item.id !== undefined) forget(item.id);
        recorder.add(item);
        if (item.id !== undefined) record(endpoint.finish(item.t, item.id));
        return;
      case 'log':
        return recorder.add(item);
      case 'end':
        // The host completes it: see the session.
        return;
    }
  }

  return {
    async handle(items) {
      const answers: Answers = { kind: 'answers', responses: [], unreachable: [] };
      for (const item of items) {
        count(item);
        await handleItem(item, answers);
        if (item.kind === 'end') return { answers, end: item };
      }
      return { answers, end: undefined };
    },
  };
}
