import type { ExamCase } from '../exam/exam-case.ts';
import { fixFor } from '../exam/fix-for.ts';
import type { GradedCase } from '../exam/grade.ts';
import { part } from '../sandbox/element/part.ts';
import { createFixLink, createSettings } from './fix-link.ts';
import { settingsIn } from './fix-settings.ts';
import { TraceView } from './trace-view.ts';

/** Writes into an opened case what the code did there, which fix passes it, and the run that proves it. */
export function fillCase(item: HTMLElement, one: ExamCase, { grade, traces }: GradedCase): void {
  for (const old of item.querySelectorAll('.evidence')) old.remove();
  const list = part(item, 'dl', HTMLElement);
  switch (grade.kind) {
    case 'pass':
      list.append(...row('Yours', ['It does what is right here.']));
      break;
    case 'fail':
      list.append(...row('Yours', grade.findings), ...row('Fix', [fixWords(one)]));
      break;
    default:
      list.append(...row('Yours', [grade.why]));
  }
  if (traces.length > 0) item.append(runOf(one, traces));
}

function row(name: string, values: readonly (string | Node)[]): HTMLElement[] {
  const term = document.createElement('dt');
  term.textContent = name;
  const definitions = values.map((value) => {
    const definition = document.createElement('dd');
    definition.append(value);
    return definition;
  });
  const all = [term, ...definitions];
  for (const element of all) element.classList.add('evidence');
  return all;
}

function fixWords(one: ExamCase): Node {
  const words = new DocumentFragment();
  const fix = fixFor(one);
  words.append(createFixLink(fix), ' ', ...createSettings(settingsIn(one)), ' passes this case.');
  return words;
}

/** The run; where chance was judged, one of them at a time. */
function runOf({ seeds }: ExamCase, traces: GradedCase['traces']): HTMLElement {
  const holder = document.createElement('div');
  holder.className = 'evidence run';
  const view = new TraceView();
  const show = (index: number): void => {
    const trace = traces[index];
    if (trace !== undefined) void view.show(trace);
  };
  if (traces.length > 1) holder.append(seedChoice(seeds, show));
  holder.append(view);
  show(0);
  return holder;
}

function seedChoice(seeds: readonly number[], onChoose: (index: number) => void): HTMLElement {
  const label = document.createElement('label');
  const select = document.createElement('select');
  select.append(...seeds.map((seed, index) => new Option(String(seed), String(index))));
  select.addEventListener('change', () => onChoose(Number(select.value)));
  label.append('Run with the seed ', select);
  return label;
}
