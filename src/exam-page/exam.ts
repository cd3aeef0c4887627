import { examCases } from '../exam/cases.ts';
import { FETCH_OFFERS, playInIsolate } from '../exam/exam-files.ts';
import type { GradedCase } from '../exam/grade.ts';
import { summarizeExam } from '../exam/summarize-exam.ts';
import { ExamProblemError, takeExam } from '../exam/take-exam.ts';
import { copyText } from '../sandbox/element/copy.ts';
import type { EditStorage } from '../sandbox/element/edit-storage.ts';
import { part } from '../sandbox/element/part.ts';
import type { SavedEdits } from '../sandbox/element/saved-edits.ts';
import { AT_ONCE } from './at-once.ts';
import { createDesk } from './desk.ts';
import { loadExamCode } from './exam-code.ts';
import { examMarkdown } from './exam-markdown.ts';
import { createExamStatus } from './exam-status.ts';
import { gatherFiles } from './gather-files.ts';
import { harness, openPageExam, type PageExam } from './page-exam.ts';
import { createResultsView } from './results-view.ts';

/** The exam's page, come to life. */
export interface Exam {
  setCode(code: string): void;
  edit(): Promise<void>;
  run(): Promise<readonly GradedCase[]>;
  stop(): void;
}

/** Brings the page to life. `saved` is what the reader had changed before a reload. */
export function createExam(root: HTMLElement, storage: EditStorage, saved: SavedEdits | undefined): Exam {
  const status = createExamStatus(root);
  const results = createResultsView(root);
  const desk = createDesk(root, {
    storage,
    saved,
    onRun: press,
    onChange: () => root.toggleAttribute('data-outdated', graded.length > 0),
  });
  let graded: GradedCase[] = [];
  let running: PageExam | undefined;
  /** Code that was asked for and is on its way; who presses Run or Edit behind it means that code. */
  let arriving: Promise<void> = Promise.resolve();

  function stop(): void {
    const stopped = running;
    if (stopped === undefined) return;
    running = undefined;
    stopped.close();
    status.setState('stopped');
    status.say(`Stopped. ${graded.length} of ${examCases.length} cases were graded.`);
  }

  async function run(): Promise<readonly GradedCase[]> {
    stop();
    desk.tell(undefined);
    const own = openPageExam();
    running = own;
    begin();
    try {
      await arriving;
      const code = desk.code();
      const { fixes } = /\bimport\b/.test(code) ? await loadExamCode() : { fixes: {} };
      const client = { files: gatherFiles(code, fixes) };
      const play = playInIsolate(client, { harness, run: own.run });
      await takeExam(
        examCases,
        { offers: [...FETCH_OFFERS, ...desk.claims()], play },
        { atOnce: AT_ONCE, onGraded: (one) => running === own && show(one), isStopped: () => running !== own },
      );
    } catch (error) {
      // What a stopped exam still does ends in errors that nobody asked about.
      if (running !== own) return graded;
      running = undefined;
      status.setState('idle');
      throw error;
    } finally {
      own.close();
    }
    if (running !== own) return graded;
    running = undefined;
    const summary = summarizeExam(graded);
    status.setState(summary.outcome);
    status.showSummary(summary);
    return graded;
  }

  async function edit(): Promise<void> {
    await arriving;
    await desk.edit();
  }

  function begin(): void {
    graded = [];
    results.clear();
    root.toggleAttribute('data-outdated', false);
    part(root, '[data-do=copy]', HTMLButtonElement).textContent = 'Copy the result';
    status.setState('running');
    status.progress(0, examCases.length);
  }

  function show(one: GradedCase): void {
    graded.push(one);
    results.add(one);
    status.progress(graded.length, examCases.length);
  }

  /** What a press on Run does: a trouble is told beside the code. */
  function press(): void {
    run().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      desk.tell({
        message,
        ...(error instanceof ExamProblemError && error.line !== undefined && { line: error.line }),
      });
    });
  }

  const wire = (name: string, act: () => void): void =>
    part(root, `[data-do=${name}]`, HTMLButtonElement).addEventListener('click', act);
  const tellTrouble = (error: unknown): void =>
    desk.tell({ message: error instanceof Error ? error.message : String(error) });
  wire('run', press);
  wire('stop', stop);
  wire('edit', () => void edit());
  wire('start-loop', () => desk.setCode(desk.printedCode()));
  wire('start-retry', () => {
    arriving = loadExamCode().then(({ starts }) => desk.setCode(starts['retry'] ?? ''), tellTrouble);
  });
  wire('copy', () => {
    void copyText(examMarkdown(graded)).then((isCopied) => {
      const words = isCopied ? 'Copied the result as Markdown.' : 'The browser did not allow that.';
      part(root, '.aloud', HTMLElement).textContent = words;
      part(root, '[data-do=copy]', HTMLButtonElement).textContent = isCopied ? 'Copied' : 'Not allowed';
    });
  });
  const filter = part(root, 'input[name=only-failed]', HTMLInputElement);
  filter.addEventListener('input', () => results.showOnlyFailed(filter.checked));

  return { setCode: (code) => desk.setCode(code), edit, run, stop };
}
