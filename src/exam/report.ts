import { caseOf } from './cases.ts';
import type { Grade, GradedCase } from './grade.ts';
import { gradeWords } from './grade-words.ts';

const WIDEST = Math.max(...Object.values(gradeWords).map(({ short }) => short.length));

/** What is said of a case stands beneath its title. */
const INDENT = ' '.repeat(WIDEST + 2);

/** A grade as a line begins with it: what failed stands out without colour. */
function headOf(kind: Grade['kind']): string {
  const { short } = gradeWords[kind];
  return (kind === 'fail' ? short.toUpperCase() : short).padEnd(WIDEST);
}

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
    const head = `${headOf(grade.kind)}  ${one.title}`;
    if (grade.kind === 'pass') return [head];
    if (grade.kind === 'not-applicable' || grade.kind === 'not-observable') return [`${head}: ${grade.why}`];
    const { behaviour, right, source } = one;
    return [
      head,
      ...grade.findings.map((finding) => `${INDENT}${finding}`),
      ...[behaviour, right, source.url].map((line) => `${INDENT}  ${line}`),
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
