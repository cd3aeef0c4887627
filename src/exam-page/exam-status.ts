import type { ExamSummary } from '../exam/summarize-exam.ts';
import { part } from '../sandbox/element/part.ts';
import { createFixLink, createSettings } from './fix-link.ts';
import { settingsOf } from './fix-settings.ts';

/** How an exam stands. */
export type ExamState = 'idle' | 'running' | 'passed' | 'failed' | 'stopped';

/** The lines that say how far an exam is and what came of it. */
export interface ExamStatus {
  setState(state: ExamState): void;
  /** Shows progress; aloud it is told now and then only. */
  progress(done: number, all: number): void;
  showSummary(summary: ExamSummary): void;
  say(text: string): void;
}

/** A screen reader hears of the progress this often. */
const ALOUD_EVERY_MS = 4_000;

/** Takes over the printed lines. */
export function createExamStatus(root: HTMLElement): ExamStatus {
  const bar = part(root, 'progress', HTMLProgressElement);
  const count = part(root, '.done', HTMLElement);
  const line = part(root, '.result [role=status]', HTMLElement);
  const aloud = part(root, '.aloud', HTMLElement);
  let toldAt = -Infinity;
  return {
    setState(state) {
      // Stop leaves once nothing runs; the focus must not fall off the page with it.
      const [run, stop] = ['run', 'stop'].map((name) => part(root, `[data-do=${name}]`, HTMLButtonElement));
      if (state !== 'running' && document.activeElement === stop) run?.focus({ preventScroll: true });
      root.dataset['state'] = state;
      if (state === 'running') {
        line.replaceChildren();
        // Below a long loop nobody would see that anything happens.
        part(root, '.result', HTMLElement).scrollIntoView({ block: 'nearest' });
      }
      aloud.textContent = state === 'running' ? 'The exam has begun.' : '';
      toldAt = performance.now();
    },
    progress(done, all) {
      bar.max = all;
      bar.value = done;
      count.textContent = `${done} of ${all}`;
      if (performance.now() - toldAt < ALOUD_EVERY_MS) return;
      toldAt = performance.now();
      aloud.textContent = `${done} of ${all} cases.`;
    },
    showSummary: (summary) => line.replaceChildren(...summaryNodes(summary)),
    say: (text) => line.replaceChildren(text),
  };
}

function summaryNodes({ outcome, counts, failsOn, fixes }: ExamSummary): (Node | string)[] {
  const lead = document.createElement('b');
  lead.className = outcome === 'passed' ? 'ok' : 'no';
  lead.textContent = counts;
  if (outcome === 'passed') return [lead, ' It does what is right in every case that applies.'];
  const names = fixes.flatMap((fix, index) => [
    index === 0 ? '' : index === fixes.length - 1 ? ' and ' : ', ',
    createFixLink(fix),
    ' ',
    ...createSettings(settingsOf(fix)),
  ]);
  const passes = fixes.length === 1 ? ': it passes all of these.' : ': together they pass all of these.';
  return [lead, ` ${failsOn} Take `, ...names, passes];
}
