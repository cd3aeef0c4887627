import { caseGroups } from '../exam/cases.ts';
import { fixFor } from '../exam/fix-for.ts';
import type { GradedCase } from '../exam/grade.ts';
import { gradeWords } from '../exam/grade-words.ts';
import { countGrades } from '../exam/summarize-exam.ts';
import { settingsIn } from './fix-settings.ts';

/** The result of an exam as Markdown, to paste into an issue or a review. */
export function examMarkdown(graded: readonly GradedCase[]): string {
  const grades = new Map(graded.map(({ id, grade }) => [id, grade]));
  const groups = caseGroups.flatMap(({ title, cases }) => {
    const lines = cases.flatMap((one) => {
      const grade = grades.get(one.id);
      if (grade === undefined) return [];
      const { long } = gradeWords[grade.kind];
      if (grade.kind !== 'fail') return [`- ${one.title}: ${long}`];
      const findings = grade.findings.map((finding) => `  - ${finding}`);
      return [
        `- ${one.title}: **${long}**`,
        ...findings,
        `  - Right: ${one.right} ([${one.source.title}](${one.source.url}))`,
        `  - Fix: \`${fixFor(one)}\` ${settingsIn(one)}`,
      ];
    });
    return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
  });
  return ['# Exam of retry code', '', countGrades(graded), '', ...groups].join('\n').trimEnd() + '\n';
}
