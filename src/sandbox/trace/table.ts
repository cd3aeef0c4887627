import { answerRows } from './answer-rows.ts';
import type { AnswerRow } from './answer-rows.ts';
import { verdictOf } from './attempts.ts';
import { groupCalls } from './calls.ts';
import { countOf, formatInstant } from './duration.ts';
import { escapeHtml, oneLine } from './escape-html.ts';
import type { Trace } from './events.ts';
import { summarizeCalls, summarySentence } from './summary.ts';

/** How a table is written. */
export interface TableOptions {
  /** Of a longer run the first and the last rows are kept. @default 100 */
  readonly mostRows?: number;
}

const LONGEST_ANSWER = 120;
const head = ['Attempt', 'Sent', 'Request', 'Answer', 'Then'].map((name) => `<th scope="col">${name}</th>`).join('');

function rowHtml({ attempt, name, request, answer, wait, next }: AnswerRow): string {
  const { id, request: sent, decided } = attempt;
  const cells = [
    `<th scope="row">${name}</th>`,
    `<td>${formatInstant(sent.t)}</td>`,
    `<td>${escapeHtml(request)}</td>`,
    `<td class="${verdictOf(attempt)}" data-t="${decided?.atMs ?? sent.t}">${escapeHtml(oneLine(answer, LONGEST_ANSWER))}</td>`,
    `<td data-t="${wait?.t ?? decided?.atMs ?? sent.t}">${next}</td>`,
  ];
  return `<tr data-id="${id}" data-t="${sent.t}">${cells.join('')}</tr>`;
}

/** The timeline's table twin, in HTML: a row for each attempt, with its answer and the wait that followed. */
export function attemptTable(
  trace: Pick<Trace, 'events' | 'startEpochMs'>,
  { mostRows = 100 }: TableOptions = {},
): string {
  const calls = groupCalls(trace);
  const rows = answerRows(calls);
  const isCut = rows.length > mostRows;
  const first = isCut ? rows.slice(0, Math.ceil(mostRows / 2)) : rows;
  const last = isCut ? rows.slice(rows.length - Math.floor(mostRows / 2)) : [];
  const left = rows.length - first.length - last.length;
  const gap = left > 0 ? [`<tr class="left-out"><td colspan="5">${countOf(left, 'attempt')} left out</td></tr>`] : [];
  const body = [...first.map(rowHtml), ...gap, ...last.map(rowHtml)].join('');
  const caption = `<caption>${escapeHtml(summarySentence(summarizeCalls(calls, trace.events)))}</caption>`;
  return `<table class="attempts">${caption}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
