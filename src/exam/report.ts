import { caseOf } from './cases.ts';
import type { Grade, GradedCase } from './grade.ts';

const words = {
  pass: 'pass',
  fail: 'FAIL',
  'not-applicable': 'n/a ',
  'not-observable': '??? ',
} as const satisfies Record<Grade['kind'], string>;

/** How many of the cases were passed, in a sentence. */
export function countGrades(graded: readonly GradedCase[]): string {
  const count = (kind: Grade['kind']): number => graded.filter(({ grade }) => grade.kind === kind).length;
  const away = count('not-applicable');
  const taken = graded.length - away;
  const rest = away === 0 ? '' : ` ${away} more ${away === 1 ? 'does' : 'do'} not apply.`;
  return `${count('pass')} of ${taken} cases passed.${rest}`;
}

/** The exam's result for a terminal: a line a case, and below each that failed what was wrong, what is right, and why. */
export function reportText(graded: readonly GradedCase[]): string {
  const lines = graded.flatMap(({ id, grade }) => {
    const one = caseOf(id);
    const head = `${words[grade.kind]}  ${one.title}`;
    if (grade.kind === 'pass') return [head];
    if (grade.kind === 'not-applicable' || grade.kind === 'not-observable') return [`${head}: ${grade.why}`];
    const { behaviour, right, source } = one;
    return [
      head,
      ...grade.findings.map((finding) => `      ${finding}`),
      ...[behaviour, right, source.url].map((line) => `        ${line}`),
    ];
  });
  return `${lines.join('\n')}\n\n${countGrades(graded)}\n`;
}

/** The same for machines, with the traces that prove it. */
export function reportJson(file: string, graded: readonly GradedCase[]): string {
  const cases = graded.map(({ id, grade, traces }) => {
    const { title, behaviour, right, source } = caseOf(id);
    return { id, title, behaviour, right, source, grade, traces };
  });
  return `${JSON.stringify({ file, summary: countGrades(graded), cases })}\n`;
}
