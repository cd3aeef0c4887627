import { caseGroups } from '../exam/cases.ts';
import { fixFor } from '../exam/fix-for.ts';
import type { Grade, GradedCase } from '../exam/grade.ts';
import { countGrades } from '../exam/report.ts';
import { settingsOf } from './fix-settings.ts';

const words = {
  pass: 'passed',
  fail: '**failed**',
  'not-applicable': 'does not apply',
  'not-observable': 'not observable',
} as const satisfies Record<Grade['kind'], string>;

/** The result of an exam as Markdown, to paste into an issue or a review. */
export function examMarkdown(graded: readonly GradedCase[]): string {
  const grades = new Map(graded.map(({ id, grade }) => [id, grade]));
  const groups = caseGroups.flatMap(({ title, cases }) => {
    const lines = cases.flatMap((one) => {
      const grade = grades.get(one.id);
      if (grade === undefined) return [];
      const head = `- ${one.title}: ${words[grade.kind]}`;
      if (grade.kind !== 'fail') return [head];
      const findings = grade.findings.map((finding) => `  - ${finding}`);
      return [
        head,
        ...findings,
        `  - Right: ${one.right} ([${one.source.title}](${one.source.url}))`,
        `  - Fix: \`${fixFor(one)}\`, ${settingsOf(fixFor(one))}`,
      ];
    });
    return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
  });
  return ['# Exam of retry code', '', countGrades(graded), '', ...groups].join('\n').trimEnd() + '\n';
}
