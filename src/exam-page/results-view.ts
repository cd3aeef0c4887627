import { caseGroups, caseOf } from '../exam/cases.ts';
import type { GradedCase } from '../exam/grade.ts';
import { gradeWords } from '../exam/grade-words.ts';
import { tallyGrades } from '../exam/tally-grades.ts';
import { part } from '../sandbox/element/part.ts';
import { fillCase } from './case-evidence.ts';

/** The list of cases, with what came of them. */
export interface ResultsView {
  /** Takes away all verdicts. */
  clear(): void;
  add(graded: GradedCase): void;
  /** Shows all cases, or those that failed. */
  showOnlyFailed(isOnly: boolean): void;
}

/** Takes over the printed cases. */
export function createResultsView(root: HTMLElement): ResultsView {
  const graded = new Map<string, GradedCase>();
  const items = new Map<string, HTMLDetailsElement>();
  for (const item of root.querySelectorAll<HTMLDetailsElement>('details.case')) {
    const id = item.dataset['case'] ?? '';
    items.set(id, item);
    item.addEventListener('toggle', () => {
      const found = graded.get(id);
      if (item.open && found !== undefined) fillCase(item, caseOf(id), found);
    });
  }

  /** Says beside the title of each group how many were passed. */
  function showCounts(): void {
    for (const { id, cases } of caseGroups) {
      const { pass, applying } = tallyGrades(cases.flatMap((one) => graded.get(one.id) ?? []));
      const words = graded.size === 0 ? `${cases.length} cases` : `${pass} of ${applying} passed`;
      part(root, `[data-group=${id}] .count`, HTMLElement).textContent = words;
    }
  }

  return {
    clear() {
      graded.clear();
      for (const item of items.values()) {
        delete item.dataset['grade'];
        part(item, '.verdict', HTMLElement).replaceChildren();
        for (const evidence of item.querySelectorAll('.evidence')) evidence.remove();
      }
      showCounts();
    },
    add(one) {
      const item = items.get(one.id);
      if (item === undefined) return;
      graded.set(one.id, one);
      const { kind } = one.grade;
      item.dataset['grade'] = kind;
      const { mark, long } = gradeWords[kind];
      const shape = document.createElement('span');
      shape.setAttribute('aria-hidden', 'true');
      shape.textContent = `${mark} `;
      part(item, '.verdict', HTMLElement).replaceChildren(shape, long);
      if (item.open) fillCase(item, caseOf(one.id), one);
      showCounts();
    },
    showOnlyFailed: (isOnly) => root.toggleAttribute('data-only-failed', isOnly),
  };
}
