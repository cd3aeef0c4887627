import { countOf, formatInstant } from './duration.ts';
import { escapeHtml } from './escape-html.ts';
import type { EndEvent, ErrorEvent, LogEvent, LogTable, TraceEvent } from './events.ts';

/** An event that the console shows. */
export type ConsoleEvent = LogEvent | ErrorEvent | EndEvent;

/** How a console is written. */
export interface ConsoleOptions {
  /** Of a longer console the first and the last lines are kept. @default 2000 */
  readonly mostLines?: number;
}

const DEEPEST = 8;

const originWords = {
  compile: '',
  uncaught: 'Uncaught ',
  'unhandled-rejection': 'Unhandled rejection: ',
  network: '',
} as const satisfies Record<ErrorEvent['origin'], string>;

/** A row of a table; the first column names the row. */
function tableRow(cells: readonly string[]): string {
  const [index = '', ...rest] = cells.map(escapeHtml);
  return `<tr><th scope="row">${index}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function tableHtml({ columns, rows }: LogTable): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.map(tableRow).join('')}</tbody></table>`;
}

/** An error with its place: `TypeError: x is not a function (main.ts, line 3)`. */
export function errorText({ origin, error }: ErrorEvent): string {
  const line = error.line === undefined ? '' : `, line ${error.line}`;
  const place = error.file === undefined ? '' : ` (${error.file}${line})`;
  return `${originWords[origin]}${error.name}${error.message === '' ? '' : `: ${error.message}`}${place}`;
}

function lineHtml(t: number, level: string, depth: number, content: string): string {
  const time = `<time>${formatInstant(t)}</time>`;
  // Colour alone must not tell a warning from a line of the log.
  const name = level === 'warn' || level === 'error' ? `<b>${level}</b> ` : '';
  const indent = depth > 0 ? ` depth-${Math.min(depth, DEEPEST)}` : '';
  return `<div class="line ${level}${indent}" data-t="${t}">${time}<div>${name}${content}</div></div>`;
}

/** Whether the console shows an event: logs, errors that nobody caught, and an end that needs explaining. */
export function isConsoleEvent(event: TraceEvent): event is ConsoleEvent {
  if (event.kind === 'error') return event.origin !== 'network';
  if (event.kind !== 'end') return event.kind === 'log';
  const isExplained = event.reason === 'threw' || event.reason === 'gave-up' || event.reason === 'stopped';
  return event.message !== undefined && !isExplained;
}

/** One line of the console as HTML. All that a snippet may have put into it is text. */
function consoleLine(event: ConsoleEvent): string {
  switch (event.kind) {
    case 'log': {
      const text = event.text === '' ? '' : `<span>${escapeHtml(event.text)}</span>`;
      return lineHtml(event.t, event.level, event.depth, text + (event.table ? tableHtml(event.table) : ''));
    }
    case 'error':
      return lineHtml(event.t, 'error', 0, `<span>${escapeHtml(errorText(event))}</span>`);
    case 'end':
      return lineHtml(event.t, 'error', 0, `<span>${escapeHtml(event.message ?? '')}</span>`);
  }
}

/** A whole console as HTML, for the lines' container. */
export function consoleHtml(events: readonly TraceEvent[], { mostLines = 2000 }: ConsoleOptions = {}): string {
  const shown = events.filter(isConsoleEvent);
  if (shown.length <= mostLines) return shown.map(consoleLine).join('');
  const first = shown.slice(0, Math.ceil(mostLines / 2));
  const last = shown.slice(shown.length - Math.floor(mostLines / 2));
  const left = countOf(shown.length - first.length - last.length, 'line');
  return [...first.map(consoleLine), `<div class="left-out">${left} left out</div>`, ...last.map(consoleLine)].join('');
}
